using System.Runtime.CompilerServices;
using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>How the pixels that moved in one map make pixels of another one active.</summary>
internal sealed class Following
{
    private readonly ChangeMap _source;
    private readonly ReachAxis _rows;
    private readonly int[] _first;
    private readonly int[] _end;
    private readonly ulong[] _merged;

    /// <summary>Precomputes which columns read which.</summary>
    /// <param name="source">What moved.</param>
    /// <param name="link">On which pixels of the source's map each pixel depends.</param>
    /// <param name="sourceWidth">Columns of the source's map.</param>
    public Following(ChangeMap source, ActiveSet link, int sourceWidth)
    {
        _source = source;
        _rows = link.Rows!;
        ReachAxis columns = link.Columns!;
        _first = new int[sourceWidth];
        _end = new int[sourceWidth];
        Array.Fill(_first, int.MaxValue);
        for (int x = 0; x < columns.Length; x++)
        {
            for (int read = columns.From(x); read < columns.To(x); read++)
            {
                _first[read] = Math.Min(_first[read], x);
                _end[read] = x + 1;
            }
        }

        // Who comes later is read later, so that the ends of a run of pixels tell what reads any of them. Pixels that nobody reads stand
        // for those beside them; where a run has no other, it ends before it begins.
        for (int read = sourceWidth - 2; read >= 0; read--)
            _first[read] = Math.Min(_first[read], _first[read + 1]);
        for (int read = 1; read < sourceWidth; read++)
            _end[read] = Math.Max(_end[read], _end[read - 1]);
        _merged = new ulong[(sourceWidth + 63) / 64];
    }

    /// <summary>Adds the active pixels of a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="active">One bit for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(int row, Span<ulong> active)
    {
        if (!_source.Touches(_rows.From(row), _rows.To(row)))
            return;
        _source.Row(_rows.From(row)).CopyTo(_merged);
        for (int read = _rows.From(row) + 1; read < _rows.To(row); read++)
        {
            ReadOnlySpan<ulong> more = _source.Row(read);
            for (int word = 0; word < _merged.Length; word++)
                _merged[word] |= more[word];
        }

        int column = Bits.Next(_merged, 0, set: true);
        while (column < _first.Length)
        {
            int end = Math.Min(Bits.Next(_merged, column, set: false), _first.Length);
            int from = _first[column], to = _end[end - 1];
            if (from < to)
                Bits.Fill(active, from, to);
            column = Bits.Next(_merged, end, set: true);
        }
    }
}
