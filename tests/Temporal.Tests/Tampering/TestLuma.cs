using VideoDyn.Core.Frames;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Tampering;

/// <summary>The luma of a picture, to be harmed.</summary>
internal sealed record TestLuma(int Width, int Height, byte[] Values)
{
    public static TestLuma Of(FrameLease frame)
    {
        byte[] values = new byte[frame.Luma.Width * frame.Luma.Height];
        for (int y = 0; y < frame.Luma.Height; y++)
            frame.Luma.Row(y).CopyTo(values.AsSpan(y * frame.Luma.Width));
        return new TestLuma(frame.Luma.Width, frame.Luma.Height, values);
    }

    public TestLuma Change(Func<int, int> value) => this with { Values = [.. Values.Select(old => (byte)value(old))] };

    /// <summary>What comes in at the other side mirrors what goes out.</summary>
    public TestLuma Shift(int right, int down)
    {
        byte[] values = new byte[Values.Length];
        for (int y = 0; y < Height; y++)
        {
            for (int x = 0; x < Width; x++)
                values[(y * Width) + x] = Values[(Mirror(y - down, Height) * Width) + Mirror(x - right, Width)];
        }

        return this with { Values = values };

        static int Mirror(int at, int length) => at < 0 ? -at - 1 : at >= length ? (2 * length) - 1 - at : at;
    }

    /// <summary>Box blur across, then down.</summary>
    public TestLuma Blur(int radius)
    {
        byte[] across = Blurred(Values, Width, Height, 1, Width, radius);
        return this with { Values = Blurred(across, Height, Width, Width, 1, radius) };
    }

    public TestFrame ToFrame(FrameLease like) =>
        new TestFrame(new FrameFormat(Width, Height, PixelLayout.Gray, like.Format.Matrix, like.Format.Range), index: like.Index, streamTime: like.StreamTime)
            .Fill((_, x, y) => Values[(y * Width) + x]);

    private static byte[] Blurred(byte[] source, int length, int lines, int step, int stride, int radius)
    {
        byte[] target = new byte[source.Length];
        for (int line = 0; line < lines; line++)
        {
            int start = line * stride, sum = 0, count = 0;
            for (int at = -radius; at < length; at++)
            {
                if (at + radius < length)
                    (sum, count) = (sum + source[start + ((at + radius) * step)], count + 1);
                if (at - radius - 1 >= 0)
                    (sum, count) = (sum - source[start + ((at - radius - 1) * step)], count - 1);
                if (at >= 0)
                    target[start + (at * step)] = (byte)(sum / count);
            }
        }

        return target;
    }
}
