using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning;
using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// The active pixels of one set as spans: a pixel is active when a block that it covers, seen at the input, is active, or
/// one that it depends on, where the set says on what. Where blocks are multiples of the level's stride, the former is the
/// mask itself, scaled.
/// </summary>
internal sealed class LevelSpans : PixelSpans
{
    private readonly int[] _firstBlockRow;
    private readonly int[] _lastBlockRow;
    private readonly int[] _blockFrom;
    private readonly int[] _blockTo;
    private readonly ulong[] _row;

    /// <summary>Precomputes which blocks cover which pixels.</summary>
    /// <param name="set">The set.</param>
    /// <param name="blockSize">Side of a block in input pixels.</param>
    /// <param name="mask">A mask of the size that will be used.</param>
    public LevelSpans(ActiveSet set, int blockSize, BlockMask mask)
        : base(set, Math.Min((set.Level.Width + 1) / 2, (mask.Columns + 1) / 2) * (set.IsHalved ? 2 : 1))
    {
        Level level = set.Level;
        _firstBlockRow = new int[level.Height];
        _lastBlockRow = new int[level.Height];
        for (int y = 0; y < level.Height; y++)
            (_firstBlockRow[y], _lastBlockRow[y]) = Blocks(y, set.Rows, level.StrideY, blockSize, mask.Rows);
        _blockFrom = new int[mask.Columns];
        _blockTo = new int[mask.Columns];
        Array.Fill(_blockFrom, int.MaxValue);
        for (int x = 0; x < level.Width; x++)
        {
            (int first, int last) = Blocks(x, set.Columns, level.StrideX, blockSize, mask.Columns);
            for (int block = first; block <= last; block++)
            {
                _blockFrom[block] = Math.Min(_blockFrom[block], x);
                _blockTo[block] = x + 1;
            }
        }

        _row = new ulong[mask.Row(0).Length];
    }

    /// <inheritdoc/>
    public override void Build(BlockMask mask, BlockMask? halved)
    {
        if (!Set.IsHalved)
            halved = null;
        Whole = Count = AddRows(mask, halved, 0, 1);
        if (halved is not null)
            Count = AddRows(mask, halved, Whole, 2);
    }

    private int AddRows(BlockMask mask, BlockMask? halved, int count, int step)
    {
        PixelSpan[] spans = Room;
        int rowStart = 0, rowCount = 0;
        int first = -1, last = -1;
        for (int y = 0; y < Set.Level.Height; y += step)
        {
            if (_firstBlockRow[y] == first && _lastBlockRow[y] == last)
            {
                // The same blocks as the row above: the same spans.
                for (int i = 0; i < rowCount; i++)
                    spans[count + i] = spans[rowStart + i] with { Row = y };

                rowStart = count;
                count += rowCount;
                continue;
            }

            (first, last) = (_firstBlockRow[y], _lastBlockRow[y]);
            Merge(mask, first, last);
            // Where there are two resolutions, a row of pixels lies in one row of blocks.
            if (halved is not null)
                Keep(halved.Row(first), isHalf: step > 1);
            rowStart = count;
            count = AddRow(y, count, step);
            rowCount = count - rowStart;
        }

        return count;
    }

    private void Keep(ReadOnlySpan<ulong> halved, bool isHalf)
    {
        for (int i = 0; i < _row.Length; i++)
            _row[i] &= isHalf ? halved[i] : ~halved[i];
    }

    private static (int First, int Last) Blocks(int position, ReachAxis? reach, double stride, int blockSize, int blocks)
    {
        if (reach is not null)
            return (Math.Clamp(reach.From(position) / blockSize, 0, blocks - 1), Math.Clamp((reach.To(position) - 1) / blockSize, 0, blocks - 1));

        // A hair less than the end, so that rounding never reaches into the next block.
        int first = (int)Math.Floor(((position * stride) + 1e-6) / blockSize);
        int last = (int)Math.Floor((((position + 1) * stride) - 1e-6) / blockSize);
        return (Math.Clamp(first, 0, blocks - 1), Math.Clamp(Math.Max(first, last), 0, blocks - 1));
    }

    private void Merge(BlockMask mask, int first, int last)
    {
        mask.Row(first).CopyTo(_row);
        for (int row = first + 1; row <= last; row++)
        {
            ReadOnlySpan<ulong> more = mask.Row(row);
            for (int i = 0; i < _row.Length; i++)
                _row[i] |= more[i];
        }
    }

    private int AddRow(int y, int count, int step)
    {
        int from = -1, to = -1;
        for (int word = 0; word < _row.Length; word++)
        {
            for (ulong bits = _row[word]; bits != 0; bits &= bits - 1)
            {
                int block = (word * 64) + System.Numerics.BitOperations.TrailingZeroCount(bits);
                if (_blockTo[block] == 0)
                    continue;
                if (_blockFrom[block] <= to)
                {
                    to = Math.Max(to, _blockTo[block]);
                    continue;
                }

                if (to > from)
                    Room[count++] = new PixelSpan(y, from, to, step);
                (from, to) = (_blockFrom[block], _blockTo[block]);
            }
        }

        if (to > from)
            Room[count++] = new PixelSpan(y, from, to, step);
        return count;
    }
}
