using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Spatial.Crops;

/// <summary>Where followed objects should be now, as far as pixels changed under them, and how fast they move.</summary>
internal sealed class FollowedTiles
{
    private const float Margin = 0.2f;

    private readonly List<Followed> _objects = [];

    /// <summary>Forgets them.</summary>
    public void Clear() => _objects.Clear();

    /// <summary>Adds objects under which pixels changed.</summary>
    public void Add(IReadOnlyList<TrackedObject> tracks, BlockChange change, ChangeBlobs blobs)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            float seconds = (float)Math.Clamp((change.StreamTime - track.LastDetected - track.Age).TotalSeconds, 0, 1);
            BoundingBox expected = Boxes.Move(track.Box, track.VelocityX * seconds, track.VelocityY * seconds);
            float around = (Margin * MathF.Max(track.Box.Width, track.Box.Height)) + track.PositionUncertainty;
            BoundingBox area = Boxes.Grow(expected, around).ClampTo(change.Grid.FrameWidth, change.Grid.FrameHeight);
            if (!(area.Area > 0) || !blobs.Touches(change.Grid, area))
                continue;
            float speed = MathF.Sqrt((track.VelocityX * track.VelocityX) + (track.VelocityY * track.VelocityY));
            // What is not confirmed may be anything, and go anywhere.
            _objects.Add(new Followed(area, track.State == TrackState.Confirmed ? speed / MathF.Max(1, Boxes.Extent(track.Box)) : float.PositiveInfinity));
        }
    }

    /// <summary>Whether an object in a tile may have moved too far since the tile was looked at.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="since">How long ago that was.</param>
    /// <param name="move">How far is too far, as a share of the object's size; 0 for any object at all.</param>
    public bool IsWanted(in BoundingBox tile, TimeSpan since, double move)
    {
        foreach (ref readonly Followed one in CollectionsMarshal.AsSpan(_objects))
        {
            if (Boxes.Covered(one.Area, tile) > 0 && (move == 0 || one.Pace * since.TotalSeconds >= move))
                return true;
        }

        return false;
    }

    private readonly record struct Followed(BoundingBox Area, float Pace);
}
