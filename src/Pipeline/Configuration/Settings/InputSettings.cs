using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Where the pictures of a camera come from.</summary>
public sealed record InputSettings
{
    /// <summary>Path, address or device as it was written, with absolute paths; credentials may stand in it.</summary>
    public required Secret Path { get; init; }

    /// <summary>What that is.</summary>
    public required AddressKind Kind { get; init; }

    /// <summary>User name, in place of the one in the address; null keeps that.</summary>
    public Secret? User { get; init; }

    /// <summary>Password, in place of the one in the address; null keeps that.</summary>
    public Secret? Password { get; init; }

    /// <summary>For files: where to begin.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>For files: how much to take; null for all.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>For files: the instant of the first picture; null for 1970-01-01T00:00:00Z.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Whether frames come whatever the analysis does.</summary>
    public bool IsLive => Kind is not (AddressKind.File or AddressKind.RemoteFile);

    /// <summary>The address for people: without user, password and whatever came from the environment.</summary>
    public string Location => Path.Shown;

    /// <summary>The address with credentials, for the call that opens it and for nothing else.</summary>
    public string Reveal() => AddressText.With(Path.Reveal(), User?.Reveal(), Password?.Reveal());
}
