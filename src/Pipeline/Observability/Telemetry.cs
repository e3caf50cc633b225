using System.Diagnostics;

namespace VideoDyn.Pipeline.Observability;

/// <summary>The names under which metrics, spans and logs are found.</summary>
public static class Telemetry
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "VideoDyn";

    /// <summary>Name of the source of spans.</summary>
    public const string ActivitySourceName = "VideoDyn";

    /// <summary>Category of logs about cameras.</summary>
    public const string CameraCategory = "VideoDyn.Cameras";

    /// <summary>Category of logs about the configuration.</summary>
    public const string ConfigurationCategory = "VideoDyn.Configuration";

    internal static ActivitySource Activities { get; } = new(ActivitySourceName);
}
