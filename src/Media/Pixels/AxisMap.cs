using VideoDyn.Core.Tensors;

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
    private AxisMap(int capacity)
    {
        Index = new int[capacity];
        Fraction = new float[capacity];
    }

    /// <summary>Output pixels.</summary>
    public int Length { get; private set; }

    /// <summary>The left (upper) sample of each output pixel, never decreasing. At least <see cref="Length"/> entries.</summary>
    public int[] Index { get; }

    /// <summary>Share of the sample after it, 0 up to but not including 1; 0 where there is none.</summary>
    public float[] Fraction { get; }

    /// <summary>First sample needed.</summary>
    public int First { get; private set; }

    /// <summary>Samples needed from <see cref="First"/> on.</summary>
    public int Span { get; private set; }

    /// <summary>Whether output pixel o is sample First + o, untouched.</summary>
    public bool IsIdentity { get; private set; }

    /// <summary>The map of some neighbouring output pixels, with the same samples and fractions.</summary>
    /// <param name="first">First output pixel.</param>
    /// <param name="count">Output pixels, at least 1.</param>
    /// <param name="samples">Samples of the plane along the axis.</param>
    public AxisMap Slice(int first, int count, int samples)
    {
        var slice = new AxisMap(count) { Length = count };
        Index.AsSpan(first, count).CopyTo(slice.Index);
        Fraction.AsSpan(first, count).CopyTo(slice.Fraction);
        slice.Measure(samples);
        return slice;
    }

    /// <summary>Maps an axis of the picture to an axis of a plane.</summary>
    /// <param name="outputs">Output pixels.</param>
    /// <param name="start">First edge of the shown part, in luma pixels.</param>
    /// <param name="shown">Length of the shown part, in luma pixels.</param>
    /// <param name="halved">Whether the plane holds one sample for two luma pixels.</param>
    /// <param name="samples">Samples of the plane along the axis.</param>
    /// <param name="capacity">Output pixels that a later <see cref="Refit"/> may ask for; at least <paramref name="outputs"/>.</param>
    public static AxisMap Create(int outputs, double start, double shown, bool halved, int samples, int capacity = 0)
    {
        var map = new AxisMap(Math.Max(outputs, capacity));
        map.Refit(outputs, start, shown, halved, samples);
        return map;
    }

    /// <summary>Maps another part in the same memory.</summary>
    public void Refit(int outputs, double start, double shown, bool halved, int samples)
    {
        Length = outputs;
        double scale = shown / outputs;
        for (int output = 0; output < outputs; output++)
            Place(output, start + ((output + 0.5) * scale) - 0.5, halved, samples);
        Measure(samples);
    }

    /// <summary>Maps a warped axis in the same memory: each output pixel shows the middle of its part of the picture.</summary>
    public void Warp(AxisWarp warp, bool halved, int samples)
    {
        Length = warp.Length;
        ReadOnlySpan<double> edges = warp.Edges;
        for (int output = 0; output < Length; output++)
            Place(output, ((edges[output] + edges[output + 1]) / 2) - 0.5, halved, samples);
        Measure(samples);
    }

    private void Place(int output, double position, bool halved, int samples)
    {
        if (halved)
            position = ((position + 0.5) / 2) - 0.5;
        position = Math.Clamp(position, 0, samples - 1);
        double whole = Math.Floor(position);
        float part = (float)(position - whole);
        // A part so close to 1 that it rounds there belongs to the next sample.
        Index[output] = (int)whole + (part >= 1 ? 1 : 0);
        Fraction[output] = part >= 1 ? 0 : part;
    }

    private void Measure(int samples)
    {
        bool between = Fraction.AsSpan(0, Length).ContainsAnyExcept(0f);
        int last = Index[Length - 1];
        First = Index[0];
        Span = last - First + (between && last + 1 < samples ? 2 : 1);
        IsIdentity = !between && last - First == Length - 1;
    }
}
