using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Crops;

/// <summary>Asks for the places where followed objects should be now, where that is not known well enough.</summary>
internal static class TrackProposals
{
    private const float UncertainShare = 0.25f;
    private const float LargestMargin = 2;

    /// <summary>Proposes the tracks that need a look.</summary>
    public static void Propose(
        IReadOnlyList<TrackedObject> tracks, BlockChange change, ChangeBlobs blobs, CropOptions options, List<CropProposal> proposals)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            float seconds = (float)Math.Clamp((change.StreamTime - track.LastDetected - track.Age).TotalSeconds, 0, 1);
            BoundingBox expected = Boxes.Move(track.Box, track.VelocityX * seconds, track.VelocityY * seconds);
            BoundingBox inFrame = expected.ClampTo(change.Grid.FrameWidth, change.Grid.FrameHeight);
            if (!(inFrame.Area > 0) || !float.IsFinite(track.PositionUncertainty))
                continue;
            float extent = MathF.Max(1, Boxes.Extent(track.Box));
            float uncertainty = track.PositionUncertainty / extent;
            bool due = track.State != TrackState.Confirmed || uncertainty > UncertainShare || track.Age >= options.Recheck
                || blobs.Touches(change.Grid, inFrame);
            if (!due)
                continue;
            float size = MathF.Max(track.Box.Width, track.Box.Height);
            float speed = MathF.Sqrt((track.VelocityX * track.VelocityX) + (track.VelocityY * track.VelocityY));
            float margin = ((float)options.Margin * size) + (2 * track.PositionUncertainty) + (0.5f * speed * seconds);
            BoundingBox area = Boxes.Grow(expected, MathF.Min(margin, LargestMargin * size)).ClampTo(change.Grid.FrameWidth, change.Grid.FrameHeight);
            proposals.Add(new CropProposal(area, extent, CropReason.Track, uncertainty, track.Box, inFrame));
        }
    }
}
