using System.Numerics;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>A row of pixels, one bit each.</summary>
internal static class Bits
{
    /// <summary>The first bit at or behind a position that is set, or that is not; the number of all bits when there is none.</summary>
    public static int Next(ReadOnlySpan<ulong> bits, int position, bool set)
    {
        int word = position >> 6;
        if (word >= bits.Length)
            return bits.Length * 64;
        ulong rest = (set ? bits[word] : ~bits[word]) & (ulong.MaxValue << (position & 63));
        while (rest == 0)
        {
            if (++word == bits.Length)
                return bits.Length * 64;
            rest = set ? bits[word] : ~bits[word];
        }

        return (word * 64) + BitOperations.TrailingZeroCount(rest);
    }

    /// <summary>Sets the bits from one position to before another.</summary>
    public static void Fill(Span<ulong> bits, int from, int to)
    {
        int first = from >> 6, last = (to - 1) >> 6;
        ulong head = ulong.MaxValue << (from & 63), tail = ulong.MaxValue >> (63 - ((to - 1) & 63));
        if (first == last)
        {
            bits[first] |= head & tail;
            return;
        }

        bits[first] |= head;
        bits[(first + 1)..last].Fill(ulong.MaxValue);
        bits[last] |= tail;
    }
}
