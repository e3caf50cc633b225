using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Decides which blocks of an analyzed frame are executed. One instance serves one stream and one thread.</summary>
/// <remarks>
/// A decision is a wish: the engine may execute more (everything, above its break-even share). The change signal is told
/// what really was executed, and the next decision starts from there.
/// </remarks>
public interface IBlockPolicy
{
    /// <summary>Name on the command line, e.g. <c>change</c>.</summary>
    string Name { get; }

    /// <summary>Sums over the stream.</summary>
    BlockTotals Totals { get; }

    /// <summary>Decides about a frame.</summary>
    /// <param name="change">How the frame differs from what was last processed.</param>
    /// <returns>The decision, overwritten by the next call.</returns>
    BlockDecision Decide(BlockChange change);

    /// <summary>Takes in that what is known of the blocks moved, because a moving camera is followed.</summary>
    /// <param name="across">Blocks to the right; below 0 to the left.</param>
    /// <param name="down">Blocks down; below 0 up.</param>
    void Move(int across, int down)
    {
    }

    /// <summary>Learns which boxes are published for the frame decided about last.</summary>
    /// <param name="boxes">The boxes, in frame pixels.</param>
    /// <param name="blocks">Index of the block that each was computed in, in their order.</param>
    void Learn(ReadOnlySpan<Detection> boxes, ReadOnlySpan<int> blocks);
}
