using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals;

/// <summary>Small gray pictures at 25 per second and a signal over blocks of 32 that shows them unscaled.</summary>
internal static class Scene
{
    public const int Width = 256;
    public const int Height = 128;

    public static InputSpec Input { get; } = new() { Width = Width, Height = Height, Resize = ResizeMode.Stretch };

    public static ChangeSignal Signal(ChangeSignalOptions? options = null) => new(Input, 32, options ?? new ChangeSignalOptions());

    public static TimeSpan Time(int index) => TimeSpan.FromSeconds(index / 25.0);

    public static TestFrame Frame(int index, Func<int, int, int> luma, int width = Width, int height = Height) =>
        new TestFrame(
            new FrameFormat(width, height, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited), index: index, streamTime: Time(index))
            .Fill((_, x, y) => (byte)Math.Clamp(luma(x, y), 0, 255));

    /// <summary>A texture that differs from seed to seed, in patches of 16 pixels.</summary>
    public static Func<int, int, int> Texture(int seed) => (x, y) => 40 + (Hash(seed, x / 16, y / 16) % 150);

    /// <summary>Normally distributed noise (sum of uniform numbers) of the given standard deviation.</summary>
    public static Func<int, int, int> Noisy(Func<int, int, int> luma, int seed, double deviation) => (x, y) =>
    {
        double sum = 0;
        for (int i = 0; i < 6; i++)
            sum += (Hash(seed + (i * 7919), x, y) % 1000 / 1000.0) - 0.5;
        return luma(x, y) + (int)Math.Round(sum * deviation / Math.Sqrt(0.5));
    };

    private static int Hash(int seed, int x, int y)
    {
        uint h = (uint)((seed * 374761393) + (x * 668265263) + (y * 2147483647 / 3));
        h = (h ^ (h >> 13)) * 1274126177;
        h = (h ^ (h >> 16)) * 2246822519;
        return (int)((h ^ (h >> 13)) & 0x7FFFFFFF);
    }
}
