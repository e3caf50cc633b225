using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace VideoDyn.Inference.Heads.Candidates;

/// <summary>
/// Finds the few cells of which some class score reaches the threshold, by vector comparisons alone: the best class is
/// looked for only there. "Reaches" is "not below", so scores that are not a number are found too and can be counted.
/// </summary>
internal static class ThresholdScan
{
    /// <summary>Whether some score of a row reaches the threshold.</summary>
    public static bool Any(ReadOnlySpan<float> scores, float threshold)
    {
        var limit = new Vector<float>(threshold);
        ref float first = ref MemoryMarshal.GetReference(scores);
        int index = 0;
        for (; index <= scores.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var values = Vector.LoadUnsafe(ref first, (nuint)index);
            if (!Vector.LessThanAll(values, limit))
                return true;
        }

        for (; index < scores.Length; index++)
        {
            if (!(scores[index] < threshold))
                return true;
        }

        return false;
    }

    /// <summary>Marks the columns of a matrix of which some row reaches the threshold.</summary>
    /// <param name="matrix">Rows one after another.</param>
    /// <param name="columns">Elements from one row to the next.</param>
    /// <param name="start">First column looked at.</param>
    /// <param name="threshold">The threshold.</param>
    /// <param name="marks">One per looked-at column: non-zero where some row reaches it.</param>
    public static void Columns(ReadOnlySpan<float> matrix, int columns, int start, float threshold, Span<int> marks)
    {
        marks.Clear();
        var limit = new Vector<float>(threshold);
        ref int mark = ref MemoryMarshal.GetReference(marks);
        for (int row = 0; (row * columns) + start < matrix.Length; row++)
        {
            ReadOnlySpan<float> part = matrix.Slice((row * columns) + start, marks.Length);
            ref float first = ref MemoryMarshal.GetReference(part);
            int index = 0;
            for (; index <= part.Length - Vector<float>.Count; index += Vector<float>.Count)
            {
                var below = Vector.LessThan(Vector.LoadUnsafe(ref first, (nuint)index), limit);
                Vector<int> seen = Vector.LoadUnsafe(ref mark, (nuint)index) | ~below;
                seen.StoreUnsafe(ref mark, (nuint)index);
            }

            for (; index < part.Length; index++)
                Unsafe.Add(ref mark, index) |= part[index] < threshold ? 0 : -1;
        }
    }
}
