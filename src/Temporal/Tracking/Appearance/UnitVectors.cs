using System.Numerics;
using System.Runtime.InteropServices;

namespace VideoDyn.Temporal.Tracking.Appearance;

/// <summary>Arithmetic of appearance vectors, which are compared by their direction only.</summary>
internal static class UnitVectors
{
    /// <summary>Writes the direction of a vector.</summary>
    /// <returns>False when it has none: all zero, or not finite.</returns>
    public static bool TryNormalize(ReadOnlySpan<float> vector, Span<float> unit)
    {
        float length = MathF.Sqrt(Dot(vector, vector));
        if (!(length > 0) || !float.IsFinite(length))
            return false;
        for (int index = 0; index < vector.Length; index++)
            unit[index] = vector[index] / length;
        return true;
    }

    /// <summary>Cosine distance of two unit vectors, 0 (same) to 2 (opposite).</summary>
    public static float Distance(ReadOnlySpan<float> one, ReadOnlySpan<float> other) => 1 - Dot(one, other);

    /// <summary>Moves a remembered unit vector a little towards a new one.</summary>
    /// <param name="remembered">Changed in place; stays a unit vector.</param>
    /// <param name="seen">A unit vector.</param>
    /// <param name="share">Weight of the new one, 0..1.</param>
    public static void Blend(Span<float> remembered, ReadOnlySpan<float> seen, float share)
    {
        for (int index = 0; index < remembered.Length; index++)
            remembered[index] += share * (seen[index] - remembered[index]);
        // Opposite vectors could cancel out; then the new one stands.
        if (!TryNormalize(remembered, remembered))
            seen.CopyTo(remembered);
    }

    private static float Dot(ReadOnlySpan<float> one, ReadOnlySpan<float> other)
    {
        ReadOnlySpan<Vector<float>> left = MemoryMarshal.Cast<float, Vector<float>>(one);
        ReadOnlySpan<Vector<float>> right = MemoryMarshal.Cast<float, Vector<float>>(other);
        Vector<float> sum = Vector<float>.Zero;
        for (int index = 0; index < left.Length; index++)
            sum += left[index] * right[index];
        float total = Vector.Sum(sum);
        for (int index = left.Length * Vector<float>.Count; index < one.Length; index++)
            total += one[index] * other[index];
        return total;
    }
}
