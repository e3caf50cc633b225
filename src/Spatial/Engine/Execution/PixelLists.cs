using System.Runtime.Intrinsics;
using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning;
using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>The pixel lists of one stream for one mask.</summary>
internal sealed unsafe class PixelLists
{
    private readonly PixelListKey[] _keys;
    private readonly PixelSpans[] _spans;
    private readonly PixelSpans[] _spansOfList;
    private readonly int*[] _lists;
    private readonly int[] _counts;

    /// <summary>Prepares the lists of a plan.</summary>
    /// <param name="keys">What the lists hold.</param>
    /// <param name="spans">Active pixels, one for each set of pixels that a list or operation needs.</param>
    /// <param name="memory">Memory for each list, for <see cref="PixelListKey.Capacity"/> entries.</param>
    public PixelLists(IReadOnlyList<PixelListKey> keys, PixelSpans[] spans, ReadOnlySpan<nint> memory)
    {
        _keys = [.. keys];
        _spans = spans;
        _spansOfList = [.. keys.Select(key => spans.First(span => span.Set == key.Set))];
        _lists = new int*[keys.Count];
        for (int i = 0; i < keys.Count; i++)
            _lists[i] = (int*)memory[i];
        _counts = new int[keys.Count];
    }

    /// <summary>The entries of a list; the address never changes.</summary>
    public int* this[int list] => _lists[list];

    /// <summary>Number of entries of a list.</summary>
    public int Count(int list) => _counts[list];

    /// <summary>The active pixels of a set.</summary>
    public PixelSpans Spans(ActiveSet set)
    {
        foreach (PixelSpans spans in _spans)
        {
            if (spans.Set == set)
                return spans;
        }

        throw new InvalidOperationException($"no spans are kept for {set.Level}");
    }

    /// <summary>Whether everything is computed.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Builds every list that a mask alone tells.</summary>
    /// <param name="mask">Active blocks of the input.</param>
    /// <param name="isFull">Whether everything is computed.</param>
    /// <param name="halved">Blocks of half resolution; null for none.</param>
    public void Build(BlockMask mask, bool isFull, BlockMask? halved = null)
    {
        IsFull = isFull;
        foreach (PixelSpans spans in _spans)
            spans.Build(mask, halved);
        for (int i = 0; i < _keys.Length; i++)
            _counts[i] = isFull || !_keys[i].IsForFullPasses ? Fill(_keys[i], _spansOfList[i].Spans, _lists[i]) : 0;
    }

    /// <summary>Builds the lists of one set anew.</summary>
    public void Fill(PixelSpans spans)
    {
        for (int i = 0; i < _keys.Length; i++)
        {
            if (ReferenceEquals(_spansOfList[i], spans))
                _counts[i] = Fill(_keys[i], spans.Spans, _lists[i]);
        }
    }

    private static int Fill(PixelListKey key, ReadOnlySpan<PixelSpan> spans, int* list)
    {
        int count = 0;
        Level level = key.Level;
        switch (key.Kind)
        {
            case ListKind.Own:
                foreach (PixelSpan span in spans)
                    count = Run(list, count, level.PixelIndex(span.Row, span.From), span.Step, span.Length);
                break;
            case ListKind.Coordinates:
                foreach (PixelSpan span in spans)
                    count = Run(list, count, (span.Row << 16) + span.From, span.Step, span.Length);
                break;
            case ListKind.Reader:
                foreach (PixelSpan span in spans)
                    count = Run(list, count, key.Input!.PixelIndex(span.Row * key.StrideY, span.From * key.StrideX), key.StrideX * span.Step, span.Length);
                break;
            default:
                foreach (PixelSpan span in spans)
                {
                    if (span.Row % key.StrideY != key.PhaseY)
                        continue;
                    int x = span.From + ((key.PhaseX - (span.From % key.StrideX) + key.StrideX) % key.StrideX);
                    int steps = x < span.To ? ((span.To - x - 1) / key.StrideX) + 1 : 0;
                    count = key.Kind == ListKind.Phase
                        ? Run(list, count, level.PixelIndex(span.Row, x), key.StrideX, steps)
                        : Run(list, count, key.Input!.PixelIndex(span.Row / key.StrideY, x / key.StrideX), 1, steps);
                }

                break;
        }

        return count;
    }

    private static int Run(int* list, int count, int first, int step, int length)
    {
        int* target = list + count;
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            Vector256<int> values = Vector256.Create(first) + (Vector256<int>.Indices * step), more = Vector256.Create(8 * step);
            for (; i + 8 <= length; i += 8, values += more)
                values.Store(target + i);
        }

        for (first += i * step; i < length; i++, first += step)
            target[i] = first;
        return count + length;
    }
}
