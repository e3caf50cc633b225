using VideoDyn.Cli.Sinks;
using VideoDyn.Pipeline.Sinks;

namespace VideoDyn.Cli.Delivering;

/// <summary>The types of sinks that the command has: only it knows the projects of the brokers.</summary>
internal static class CliSinks
{
    public static SinkFactories Factories { get; } =
        new SinkFactories().Add(RabbitMqSinks.Factory).Add(MqttSinks.Factory).Add(KafkaSinks.Factory);
}
