using System.Numerics;
using VideoDyn.Spatial.Engine.Planning;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Which pixels of a map moved in this frame: one bit each, rows in whole words.</summary>
internal sealed class ChangeMap
{
    private readonly ulong[] _bits;
    private readonly int _words;
    private readonly int _height;
    private readonly int _pitch;
    private readonly int _first;

    /// <summary>Makes an empty one.</summary>
    public ChangeMap(Level level)
    {
        _words = (level.Width + 63) / 64;
        _height = level.Height;
        _pitch = level.Pitch;
        _first = level.PixelIndex(0, 0);
        _bits = new ulong[_words * level.Height];
    }

    /// <summary>The bits of a row.</summary>
    public ReadOnlySpan<ulong> Row(int row) => _bits.AsSpan(row * _words, _words);

    /// <summary>No pixel moved.</summary>
    public void Clear() => Array.Clear(_bits);

    /// <summary>A pixel moved; threads may tell so at the same time.</summary>
    /// <param name="index">Index of the pixel in maps of the level.</param>
    public void Set(int index)
    {
        int row = Math.DivRem(index - _first, _pitch, out int column);
        ref ulong word = ref _bits[(row * _words) + (column >> 6)];
        ulong bit = 1UL << (column & 63);
        if ((Volatile.Read(ref word) & bit) == 0)
            Interlocked.Or(ref word, bit);
    }

    /// <summary>Pixels that moved.</summary>
    public int Count()
    {
        int count = 0;
        foreach (ulong word in _bits)
            count += BitOperations.PopCount(word);
        return count;
    }

    /// <summary>Rows.</summary>
    public int Height => _height;
}
