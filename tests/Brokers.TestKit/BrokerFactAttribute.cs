using VideoDyn.TestKit;

namespace VideoDyn.Brokers.TestKit;

/// <summary>What a test needs of the machine.</summary>
public enum Broker
{
    /// <summary>The package rabbitmq-server.</summary>
    RabbitMq,

    /// <summary>The packages mosquitto, mosquitto-clients and libmosquitto1.</summary>
    Mosquitto,

    /// <summary>The package librdkafka1, which has a cluster for tests built in.</summary>
    Kafka,
}

/// <summary>A fact that needs a broker of the distribution; skipped with the reason when it is not installed.</summary>
public sealed class BrokerFactAttribute : FactAttribute
{
    /// <summary>Names the brokers.</summary>
    public BrokerFactAttribute(params Broker[] brokers) => Skip = Packages.SkipReason(brokers);
}

/// <summary>A theory that needs a broker of the distribution; skipped with the reason when it is not installed.</summary>
public sealed class BrokerTheoryAttribute : TheoryAttribute
{
    /// <summary>Names the brokers.</summary>
    public BrokerTheoryAttribute(params Broker[] brokers) => Skip = Packages.SkipReason(brokers);
}

/// <summary>Which brokers are installed.</summary>
internal static class Packages
{
    /// <summary>Why a test must be skipped; null when it must run.</summary>
    public static string? SkipReason(Broker[] brokers)
    {
        string[] missing = [.. brokers.Distinct().Where(broker => !IsInstalled(broker)).Select(Name)];
        return missing.Length == 0 || SharedData.IsRequired ? null : $"not installed: {string.Join(", ", missing)}";
    }

    private static bool IsInstalled(Broker broker) => broker switch
    {
        Broker.RabbitMq => File.Exists(RabbitMq.RabbitMqBroker.Program) && File.Exists(RabbitMq.RabbitMqBroker.PortMapper),
        Broker.Mosquitto => File.Exists(Mosquitto.MosquittoBroker.Program) && File.Exists(Mosquitto.MosquittoSubscriber.Program) && HasLibrary("libmosquitto.so.1"),
        _ => HasLibrary("librdkafka.so.1"),
    };

    private static bool HasLibrary(string name)
    {
        if (!System.Runtime.InteropServices.NativeLibrary.TryLoad(name, out nint handle))
            return false;
        System.Runtime.InteropServices.NativeLibrary.Free(handle);
        return true;
    }

    private static string Name(Broker broker) => broker switch
    {
        Broker.RabbitMq => "rabbitmq-server",
        Broker.Mosquitto => "mosquitto, mosquitto-clients and libmosquitto1",
        _ => "librdkafka1",
    };
}
