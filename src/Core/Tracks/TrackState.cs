namespace VideoDyn.Core.Tracks;

/// <summary>How sure a tracker is that a track is a real object in view.</summary>
public enum TrackState
{
    /// <summary>Seen too rarely or too briefly so far. Never counts and raises no event.</summary>
    Tentative,

    /// <summary>A real object, found by the last analysis.</summary>
    Confirmed,

    /// <summary>A real object that the last analysis did not find: hidden, missed or gone.</summary>
    Lost,
}
