namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Which events of a camera are published, and where to.</summary>
public sealed record EventSettings
{
    /// <summary>Event types such as <c>videodyn.object.*</c>; empty for all.</summary>
    public ValueList<string> Types { get; init; } = [];

    /// <summary>Least stream time between two updates of an object.</summary>
    public TimeSpan UpdateInterval { get; init; }

    /// <summary>Whether scene cuts and tampering are told.</summary>
    public bool Tamper { get; init; } = true;

    /// <summary>Names of sinks; empty for all.</summary>
    public ValueList<string> Sinks { get; init; } = [];
}
