using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.RabbitMq;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Sinks;

/// <summary>Sinks of type <c>rabbitmq</c>.</summary>
internal static class RabbitMqSinks
{
    public static SinkFactory Factory { get; } = new()
    {
        Type = SinkType.RabbitMq,
        Schemes = ["amqp", "amqps"],
        Example = "amqp://user:password@host/?exchange=videodyn",
        FromSettings = Create,
        FromAddress = (name, address) => RabbitMqSink.Create(RabbitMqSinkOptions.FromUrl(name, address)),
    };

    /// <summary>Makes the sink of a configuration.</summary>
    public static RabbitMqSink Create(SinkSettings settings, IEventFormat? format = null)
    {
        var standard = new RabbitMqSinkOptions { Name = settings.Name, Host = settings.Host! };
        return RabbitMqSink.Create(
            standard with
            {
                Port = settings.Port ?? 0,
                User = settings.User?.Reveal() ?? standard.User,
                Password = settings.Password?.Reveal() ?? standard.Password,
                Tls = BrokerTls.Of(settings),
                Exchange = settings.Exchange ?? standard.Exchange,
                RoutingKey = settings.RoutingKey ?? standard.RoutingKey,
                Queue = settings.Queue,
                Mode = settings.Mode,
            },
            format);
    }
}
