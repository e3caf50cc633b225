using VideoDyn.Core.Frames;

namespace VideoDyn.Temporal.Gates.Motion;

/// <summary>The luma of a frame at a small size: nearest samples, smoothed over three by three pixels (Gaussian, sigma 1).</summary>
internal sealed class SmallPicture
{
    // exp(-1/2) beside 1, normalised.
    private const float Centre = 0.4519f;
    private const float Side = (1 - Centre) / 2;
    private readonly float[] _rows;
    private readonly float[] _smooth;

    public SmallPicture(int width, int height)
    {
        Width = width;
        Height = height;
        _rows = new float[width * height];
        _smooth = new float[width * height];
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Reads a frame.</summary>
    /// <returns>Gray levels row by row, valid until the next call.</returns>
    public ReadOnlySpan<float> Read(FramePlane luma)
    {
        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<byte> source = luma.Row((int)((long)y * luma.Height / Height));
            Span<float> row = _rows.AsSpan(y * Width, Width);
            float before = source[0];
            float here = before;
            for (int x = 0; x < Width; x++)
            {
                float after = x + 1 < Width ? source[(int)((long)(x + 1) * luma.Width / Width)] : here;
                row[x] = (Centre * here) + (Side * (before + after));
                (before, here) = (here, after);
            }
        }

        for (int y = 0; y < Height; y++)
        {
            ReadOnlySpan<float> above = _rows.AsSpan(Math.Max(y - 1, 0) * Width, Width);
            ReadOnlySpan<float> here = _rows.AsSpan(y * Width, Width);
            ReadOnlySpan<float> below = _rows.AsSpan(Math.Min(y + 1, Height - 1) * Width, Width);
            Span<float> smooth = _smooth.AsSpan(y * Width, Width);
            for (int x = 0; x < smooth.Length; x++)
                smooth[x] = (Centre * here[x]) + (Side * (above[x] + below[x]));
        }

        return _smooth;
    }
}
