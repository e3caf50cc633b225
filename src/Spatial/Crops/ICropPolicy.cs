using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Crops;

/// <summary>Decides for every analyzed frame of a stream which parts of it the network sees.</summary>
public interface ICropPolicy
{
    /// <summary>What this camera taught; null for policies that do not learn.</summary>
    CropPrior? Prior => null;

    /// <summary>What was decided so far.</summary>
    CropTotals Totals { get; }

    /// <summary>The cells whose pixels the last plan shows; null for all.</summary>
    BlockMask? Seen { get; }

    /// <summary>Decides about a frame.</summary>
    /// <param name="change">What changed since it was looked at.</param>
    /// <param name="tracks">Confirmed and lost tracks as of the frame before.</param>
    /// <param name="tentative">Tracks that are not confirmed yet.</param>
    /// <returns>The plan, valid until the next call.</returns>
    RegionPlan.CropPlan Decide(BlockChange change, IReadOnlyList<TrackedObject> tracks, IReadOnlyList<TrackedObject> tentative);

    /// <summary>Learns from the result of the frame that was decided last.</summary>
    void Learn(ReadOnlySpan<Detection> boxes, TimeSpan now)
    {
    }
}
