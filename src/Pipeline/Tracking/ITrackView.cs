using VideoDyn.Core.Tracks;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>Where a stream's tracks stand after its last frame. A gate is told, whoever follows the objects.</summary>
public interface ITrackView
{
    /// <summary>Confirmed and lost tracks, by rising id.</summary>
    IReadOnlyList<TrackedObject> Tracks { get; }

    /// <summary>Tracks that are not confirmed yet, by rising id. Never count them.</summary>
    IReadOnlyList<TrackedObject> Tentative { get; }
}
