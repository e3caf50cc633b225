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
    private readonly int _width;
    private readonly byte[] _touched;

    /// <summary>Makes an empty one.</summary>
    public ChangeMap(Level level)
    {
        _words = (level.Width + 63) / 64;
        _height = level.Height;
        _pitch = level.Pitch;
        _first = level.PixelIndex(0, 0);
        _width = level.Width;
        _touched = new byte[level.Height];
        _bits = new ulong[_words * level.Height];
    }

    /// <summary>The bits of a row.</summary>
    public ReadOnlySpan<ulong> Row(int row) => _bits.AsSpan(row * _words, _words);

    /// <summary>Whether a pixel moved in any of some rows.</summary>
    /// <param name="from">First row.</param>
    /// <param name="to">One past the last row.</param>
    public bool Touches(int from, int to) => _touched.AsSpan(from, to - from).Contains((byte)1);

    /// <summary>No pixel moved.</summary>
    public void Clear()
    {
        Array.Clear(_bits);
        Array.Clear(_touched);
    }

    /// <summary>Notes pixels side by side that moved; one thread at a time.</summary>
    /// <param name="row">Their row.</param>
    /// <param name="from">First column.</param>
    /// <param name="to">One past the last column.</param>
    public void Fill(int row, int from, int to)
    {
        Bits.Fill(_bits.AsSpan(row * _words, _words), from, to);
        _touched[row] = 1;
    }

    /// <summary>Notes pixels that moved, one after the other; threads may do so at the same time, each with a recorder of its own.</summary>
    public Recorder Record() => new(this);

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

    /// <summary>Gathers the bits of a word before it goes into the map: neighbours usually come together.</summary>
    internal ref struct Recorder(ChangeMap map)
    {
        private int _rowStart = map._first;
        private int _row;
        private int _word = -1;
        private ulong _gathered;

        /// <summary>A pixel moved.</summary>
        /// <param name="index">Index of the pixel in maps of the level.</param>
        public void Set(int index)
        {
            int column = index - _rowStart;
            if ((uint)column >= (uint)map._width)
            {
                _row = Math.DivRem(index - map._first, map._pitch, out column);
                _rowStart = index - column;
            }

            int word = (_row * map._words) + (column >> 6);
            if (word != _word)
            {
                End();
                (_word, _gathered) = (word, 0);
                map._touched[_row] = 1;
            }

            _gathered |= 1UL << (column & 63);
        }

        /// <summary>No more pixels come.</summary>
        public readonly void End()
        {
            if (_word >= 0)
                Interlocked.Or(ref map._bits[_word], _gathered);
        }
    }
}
