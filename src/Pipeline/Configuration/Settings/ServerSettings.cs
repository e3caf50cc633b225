namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Where metrics and health are served.</summary>
public sealed record ServerSettings
{
    /// <summary>Address to listen at; only this machine by default.</summary>
    public string Host { get; init; } = "127.0.0.1";

    /// <summary>Port; null serves nothing.</summary>
    public int? Port { get; init; }
}
