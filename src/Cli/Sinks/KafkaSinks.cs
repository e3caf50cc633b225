using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Kafka;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Sinks;

/// <summary>Sinks of type <c>kafka</c>.</summary>
internal static class KafkaSinks
{
    public static SinkFactory Factory { get; } = new()
    {
        Type = SinkType.Kafka,
        Schemes = ["kafka", "kafkas"],
        Example = "kafka://host:9092,host:9092/videodyn",
        FromSettings = Create,
        FromAddress = (name, address) => KafkaSink.Create(KafkaSinkOptions.FromUrl(name, address)),
    };

    /// <summary>Makes the sink of a configuration.</summary>
    public static KafkaSink Create(SinkSettings settings, IEventFormat? format = null)
    {
        var standard = new KafkaSinkOptions { Name = settings.Name, Servers = string.Join(',', settings.Brokers) };
        return KafkaSink.Create(
            standard with
            {
                Topic = settings.Topic ?? standard.Topic,
                ClientId = settings.ClientId ?? standard.ClientId,
                User = settings.User?.Reveal(),
                Password = settings.Password?.Reveal(),
                Tls = BrokerTls.Of(settings),
                Mode = settings.Mode,
            },
            format);
    }
}
