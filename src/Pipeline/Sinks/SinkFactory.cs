using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>
/// How sinks of one type are made. Nothing is connected when one is made; wrong settings are a
/// <see cref="Core.Errors.VideoDynException"/> (kind Configuration).
/// </summary>
public sealed record SinkFactory
{
    /// <summary>The type in a configuration.</summary>
    public required SinkType Type { get; init; }

    /// <summary>What addresses of this type begin with, without the colon, e.g. <c>amqp</c> and <c>amqps</c>.</summary>
    public required IReadOnlyList<string> Schemes { get; init; }

    /// <summary>An address as an example.</summary>
    public required string Example { get; init; }

    /// <summary>Makes a sink from its section of a configuration; the format is null for CloudEvents.</summary>
    public required Func<SinkSettings, IEventFormat?, IEventSink> FromSettings { get; init; }

    /// <summary>Makes a sink from its name and its address.</summary>
    public required Func<string, string, IEventSink> FromAddress { get; init; }
}
