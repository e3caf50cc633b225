using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Scheduling.Batching;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>A configuration file that is right: its cameras and what they share.</summary>
public sealed record CameraSet
{
    /// <summary>Path of the file.</summary>
    public required string Path { get; init; }

    /// <summary>The cameras that are enabled, in the order of the file.</summary>
    public required ValueList<CameraConfiguration> Cameras { get; init; }

    /// <summary>Names of the cameras that are disabled.</summary>
    public ValueList<string> Disabled { get; init; } = [];

    /// <summary>Connections made per second, all cameras together.</summary>
    public double ConnectRate { get; init; }

    /// <summary>How crops of several cameras go through a network together; null for each camera its own.</summary>
    public CropBatchOptions? CropBatches { get; init; }

    /// <summary>Where metrics and health are served.</summary>
    public ServerSettings Server { get; init; } = new();

    /// <summary>Where and how events wait for their sinks.</summary>
    public OutboxSettings Outbox { get; init; } = new();

    /// <summary>Destinations of events.</summary>
    public ValueList<SinkSettings> Sinks { get; init; } = [];

    /// <summary>What the file asks for although nothing acts on it yet, one sentence each.</summary>
    public ValueList<string> Notes { get; init; } = [];

    /// <summary>What must not be printed.</summary>
    public required SecretSet Secrets { get; init; }

    /// <summary>Tells two texts of the file apart.</summary>
    internal string Fingerprint { get; init; } = "";
}
