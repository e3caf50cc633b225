using VideoDyn.Core.Plans;
using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Active pixels of one row that lie side by side.</summary>
/// <param name="Row">Row.</param>
/// <param name="From">First column.</param>
/// <param name="To">One past the last column.</param>
/// <param name="Step">Columns from one pixel to the next: 2 at half resolution.</param>
internal readonly record struct PixelSpan(int Row, int From, int To, int Step = 1)
{
    /// <summary>Number of pixels.</summary>
    public int Length => (To - From + Step - 1) / Step;
}

/// <summary>The active pixels of one set as spans, row by row from left to right.</summary>
internal abstract class PixelSpans(ActiveSet set, int mostPerRow)
{
    private readonly PixelSpan[] _spans = new PixelSpan[set.Level.Height * Math.Max(1, mostPerRow)];

    /// <summary>The set.</summary>
    public ActiveSet Set { get; } = set;

    /// <summary>Number of spans.</summary>
    public int Count { get; private protected set; }

    /// <summary>Those of them, from the first, at full resolution; the others skip every other row and column.</summary>
    public int Whole { get; private protected set; }

    /// <summary>The spans.</summary>
    public ReadOnlySpan<PixelSpan> Spans => _spans.AsSpan(0, Count);

    /// <summary>Room for the spans, those of earlier frames included.</summary>
    private protected PixelSpan[] Room => _spans;

    /// <summary>Finds the active pixels as far as the frame's mask alone tells them.</summary>
    /// <param name="mask">Active blocks of the input.</param>
    /// <param name="halved">Blocks of half resolution, where the set has any; null for none.</param>
    public abstract void Build(BlockMask mask, BlockMask? halved);
}
