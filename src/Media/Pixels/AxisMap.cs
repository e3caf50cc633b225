namespace VideoDyn.Media.Pixels;

/// <summary>
/// Which samples of a plane make each output pixel along one axis, with half-pixel centres: output pixel o lies at
/// source position start + (o + 0.5) * scale - 0.5, clamped to the plane, between sample <see cref="Index"/> and the next.
/// </summary>
/// <remarks>
/// No low-pass filter is applied when shrinking (the convention of OpenCV's INTER_LINEAR, which detectors are trained with).
/// Halved chroma is taken as sited in the centre of its two luma samples: luma position s is chroma position
/// (s + 0.5) / 2 - 0.5.
/// </remarks>
internal sealed class AxisMap
{
    private AxisMap(int[] index, float[] fraction, int sourceLength)
    {
        Index = index;
        Fraction = fraction;
        First = index[0];
        int last = index[^1];
        Span = last - First + (fraction.Any(part => part > 0) && last + 1 < sourceLength ? 2 : 1);
        IsIdentity = fraction.All(part => part == 0) && last - First == index.Length - 1;
    }

    /// <summary>Output pixels.</summary>
    public int Length => Index.Length;

    /// <summary>The left (upper) sample of each output pixel, never decreasing.</summary>
    public int[] Index { get; }

    /// <summary>Share of the sample after it, 0 up to but not including 1; 0 where there is none.</summary>
    public float[] Fraction { get; }

    /// <summary>First sample needed.</summary>
    public int First { get; }

    /// <summary>Samples needed from <see cref="First"/> on.</summary>
    public int Span { get; }

    /// <summary>Whether output pixel o is sample First + o, untouched.</summary>
    public bool IsIdentity { get; }

    /// <summary>The map of some neighbouring output pixels, with the same samples and fractions.</summary>
    /// <param name="first">First output pixel.</param>
    /// <param name="count">Output pixels, at least 1.</param>
    /// <param name="samples">Samples of the plane along the axis.</param>
    public AxisMap Slice(int first, int count, int samples) =>
        new(Index.AsSpan(first, count).ToArray(), Fraction.AsSpan(first, count).ToArray(), samples);

    /// <summary>Maps an axis of the picture to an axis of a plane.</summary>
    /// <param name="outputs">Output pixels.</param>
    /// <param name="start">First edge of the shown part, in luma pixels.</param>
    /// <param name="shown">Length of the shown part, in luma pixels.</param>
    /// <param name="halved">Whether the plane holds one sample for two luma pixels.</param>
    /// <param name="samples">Samples of the plane along the axis.</param>
    public static AxisMap Create(int outputs, double start, double shown, bool halved, int samples)
    {
        var index = new int[outputs];
        var fraction = new float[outputs];
        double scale = shown / outputs;
        for (int output = 0; output < outputs; output++)
        {
            double position = start + ((output + 0.5) * scale) - 0.5;
            if (halved)
                position = ((position + 0.5) / 2) - 0.5;
            position = Math.Clamp(position, 0, samples - 1);
            double whole = Math.Floor(position);
            float part = (float)(position - whole);
            // A part so close to 1 that it rounds there belongs to the next sample.
            index[output] = (int)whole + (part >= 1 ? 1 : 0);
            fraction[output] = part >= 1 ? 0 : part;
        }

        return new AxisMap(index, fraction, samples);
    }
}
