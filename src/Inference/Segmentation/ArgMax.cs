using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace VideoDyn.Inference.Segmentation;

/// <summary>The class with the highest number per pixel; of equal ones the first. Numbers that are not a number never win.</summary>
internal sealed class ArgMax
{
    private float[] _best = [];
    private int[] _classes = [];

    /// <summary>Classes of one row of a map whose planes hold a class each.</summary>
    /// <param name="values">The whole output.</param>
    /// <param name="plane">Elements from one class to the next.</param>
    /// <param name="start">First element of the row's part within a plane.</param>
    /// <param name="channels">Number of classes.</param>
    /// <param name="row">Receives the classes.</param>
    public void Planar(ReadOnlySpan<float> values, int plane, int start, int channels, Span<byte> row)
    {
        if (_best.Length < row.Length)
            (_best, _classes) = (new float[row.Length], new int[row.Length]);
        Span<float> best = _best.AsSpan(0, row.Length);
        Span<int> classes = _classes.AsSpan(0, row.Length);
        best.Fill(float.NegativeInfinity);
        classes.Clear();
        for (int channel = 0; channel < channels; channel++)
            Raise(values.Slice((channel * plane) + start, row.Length), channel, best, classes);
        for (int column = 0; column < row.Length; column++)
            row[column] = (byte)classes[column];
    }

    /// <summary>Classes of one row of a map whose pixels hold all classes together.</summary>
    /// <param name="values">The row, from its first pixel on.</param>
    /// <param name="channels">Number of classes.</param>
    /// <param name="row">Receives the classes.</param>
    public static void Packed(ReadOnlySpan<float> values, int channels, Span<byte> row)
    {
        for (int column = 0; column < row.Length; column++)
        {
            ReadOnlySpan<float> pixel = values.Slice(column * channels, channels);
            int best = TensorPrimitives.IndexOfMax(pixel);
            // That function lets what is not a number win.
            row[column] = float.IsNaN(pixel[best]) ? Careful(pixel) : (byte)best;
        }
    }

    private static byte Careful(ReadOnlySpan<float> pixel)
    {
        int best = 0;
        float highest = float.NegativeInfinity;
        for (int channel = 0; channel < pixel.Length; channel++)
        {
            if (pixel[channel] > highest)
                (best, highest) = (channel, pixel[channel]);
        }

        return (byte)best;
    }

    private static void Raise(ReadOnlySpan<float> values, int channel, Span<float> best, Span<int> classes)
    {
        ref float value = ref MemoryMarshal.GetReference(values);
        ref float high = ref MemoryMarshal.GetReference(best);
        ref int chosen = ref MemoryMarshal.GetReference(classes);
        var number = new Vector<int>(channel);
        int index = 0;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var here = Vector.LoadUnsafe(ref value, (nuint)index);
            var before = Vector.LoadUnsafe(ref high, (nuint)index);
            Vector<int> above = Vector.GreaterThan(here, before);
            Vector.ConditionalSelect(above, here, before).StoreUnsafe(ref high, (nuint)index);
            Vector.ConditionalSelect(above, number, Vector.LoadUnsafe(ref chosen, (nuint)index)).StoreUnsafe(ref chosen, (nuint)index);
        }

        for (; index < values.Length; index++)
        {
            if (values[index] > best[index])
                (best[index], classes[index]) = (values[index], channel);
        }
    }
}
