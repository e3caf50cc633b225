using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Tracking;

/// <summary>One box of one track in one frame, of the truth or of a tracker.</summary>
/// <param name="TrackId">Which object over time; unique within a frame.</param>
/// <param name="Box">Where, in pixels of the frame.</param>
/// <param name="ClassId">Class index; boxes of different classes never match.</param>
/// <param name="Ignore">
/// Truth only: a tracker may follow it or not. It is no object to be found, and a box that fits it best is left out.
/// </param>
public readonly record struct TrackedBox(long TrackId, BoundingBox Box, int ClassId = 0, bool Ignore = false)
{
    /// <summary>Takes over an object of the truth.</summary>
    /// <exception cref="ArgumentException">The truth does not say which object it is, and it is not to be ignored.</exception>
    public static TrackedBox From(in TruthBox truth) => truth.TrackId >= 0 || truth.Ignore
        ? new(truth.TrackId, truth.Box, truth.ClassId, truth.Ignore)
        : throw new ArgumentException("The truth has no track ids, so trackers cannot be scored on it.", nameof(truth));
}
