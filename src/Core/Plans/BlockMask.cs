using System.Numerics;

namespace VideoDyn.Core.Plans;

/// <summary>
/// Which square blocks of a model's input are active. Block (0, 0) holds the input's top left pixel; the last row and
/// column of blocks may reach beyond the input. One mask is reused from frame to frame.
/// </summary>
public sealed class BlockMask
{
    private const int WordBits = 64;

    private readonly ulong[] _words;
    private readonly int _wordsPerRow;

    /// <summary>Creates a mask with no active block.</summary>
    /// <param name="columns">Blocks across, at least 1.</param>
    /// <param name="rows">Blocks down, at least 1.</param>
    public BlockMask(int columns, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        Columns = columns;
        Rows = rows;
        _wordsPerRow = (columns + WordBits - 1) / WordBits;
        _words = new ulong[rows * _wordsPerRow];
    }

    /// <summary>Blocks across.</summary>
    public int Columns { get; }

    /// <summary>Blocks down.</summary>
    public int Rows { get; }

    /// <summary>Blocks in all.</summary>
    public int Length => Columns * Rows;

    /// <summary>Number of active blocks.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
                count += BitOperations.PopCount(word);
            return count;
        }
    }

    /// <summary>Active blocks as a share of all, from 0 to 1.</summary>
    public double Share => (double)Count / Length;

    /// <summary>Whether a block is active.</summary>
    /// <param name="row">From 0 at the top.</param>
    /// <param name="column">From 0 at the left.</param>
    public bool this[int row, int column]
    {
        get => (_words[Word(row, column)] & Bit(column)) != 0;
        set
        {
            ref ulong word = ref _words[Word(row, column)];
            word = value ? word | Bit(column) : word & ~Bit(column);
        }
    }

    /// <summary>A mask for an input of the given size.</summary>
    /// <param name="width">Input width in pixels, at least 1.</param>
    /// <param name="height">Input height in pixels, at least 1.</param>
    /// <param name="blockSize">Side of a block in pixels, at least 1.</param>
    public static BlockMask ForInput(int width, int height, int blockSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(blockSize, 1);
        return new(1 + ((width - 1) / blockSize), 1 + ((height - 1) / blockSize));
    }

    /// <summary>Makes every block active or inactive.</summary>
    public void Fill(bool active)
    {
        if (!active)
        {
            Array.Clear(_words);
            return;
        }

        Array.Fill(_words, ulong.MaxValue);
        int spare = (_wordsPerRow * WordBits) - Columns;
        for (int row = 0; spare > 0 && row < Rows; row++)
            _words[((row + 1) * _wordsPerRow) - 1] = ulong.MaxValue >> spare;
    }

    /// <summary>Takes over the blocks of a mask of the same size.</summary>
    public void CopyFrom(BlockMask other)
    {
        RequireSameSize(other);
        other._words.CopyTo(_words, 0);
    }

    /// <summary>Adds the active blocks of a mask of the same size.</summary>
    public void UnionWith(BlockMask other)
    {
        RequireSameSize(other);
        for (int i = 0; i < _words.Length; i++)
            _words[i] |= other._words[i];
    }

    /// <summary>The active blocks of one row as bits, 64 columns to a word, the lowest bit leftmost.</summary>
    public ReadOnlySpan<ulong> Row(int row) => _words.AsSpan(row * _wordsPerRow, _wordsPerRow);

    private static ulong Bit(int column) => 1UL << (column % WordBits);

    private int Word(int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
        return (row * _wordsPerRow) + (column / WordBits);
    }

    private void RequireSameSize(BlockMask other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Columns != Columns || other.Rows != Rows)
            throw new ArgumentException($"the mask has {other.Columns} x {other.Rows} blocks, expected {Columns} x {Rows}", nameof(other));
    }
}
