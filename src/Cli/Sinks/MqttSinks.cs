using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Mqtt;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Sinks;

/// <summary>Sinks of type <c>mqtt</c>.</summary>
internal static class MqttSinks
{
    public static SinkFactory Factory { get; } = new()
    {
        Type = SinkType.Mqtt,
        Schemes = ["mqtt", "mqtts"],
        Example = "mqtt://user:password@host/videodyn",
        FromSettings = Create,
        FromAddress = (name, address) => MqttSink.Create(MqttSinkOptions.FromUrl(name, address)),
    };

    /// <summary>Makes the sink of a configuration.</summary>
    public static MqttSink Create(SinkSettings settings, IEventFormat? format = null)
    {
        if (settings.Qos is { } qos && qos != 1)
            throw VideoDynException.Configuration($"sink {settings.Name}: qos is {qos}, expected 1: 0 is not acknowledged, and events are told apart by their id, so that 2 brings nothing");
        var standard = new MqttSinkOptions { Name = settings.Name, Host = settings.Host! };
        return MqttSink.Create(
            standard with
            {
                Port = settings.Port ?? 0,
                User = settings.User?.Reveal(),
                Password = settings.Password?.Reveal(),
                Tls = BrokerTls.Of(settings),
                Prefix = settings.TopicPrefix ?? standard.Prefix,
                ClientId = settings.ClientId,
                HomeAssistant = settings.HomeAssistant,
                Mode = settings.Mode,
            },
            format);
    }
}
