using VideoDyn.Core.Frames;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Toys;

/// <summary>Frames of one colour, given in full-range YUV.</summary>
internal static class ToyFrames
{
    public static readonly FrameFormat Format = new(16, 16, PixelLayout.Yuv444, ColorMatrix.Bt601, ColorRange.Full);

    /// <summary>A gray frame.</summary>
    public static TestFrame Gray(long index, double seconds, byte luma) => Yuv(index, seconds, luma, 128, 128);

    public static TestFrame Yuv(long index, double seconds, byte y, byte u, byte v) =>
        new TestFrame(Format, index: index, streamTime: TimeSpan.FromSeconds(seconds)).Fill((plane, _, _) => plane == 0 ? y : plane == 1 ? u : v);

    /// <summary>Mostly blue: the mean of blue is near 1, of the others low.</summary>
    public static TestFrame Blue(long index, double seconds) => Yuv(index, seconds, 60, 235, 110);

    /// <summary>Noise that changes slowly from frame to frame, in all planes.</summary>
    public static TestFrame Drifting(long index, double seconds, int seed)
    {
        var random = new Random(seed);
        byte[] phase = new byte[3 * 256];
        random.NextBytes(phase);
        return new TestFrame(Format, index: index, streamTime: TimeSpan.FromSeconds(seconds))
            .Fill((plane, x, y) => (byte)(128 + (60 * Math.Sin((phase[(plane * 256) + (y * 16) + x] / 20.0) + (index * 0.13 * (plane + 1))))));
    }
}
