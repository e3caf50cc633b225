namespace VideoDyn.Events.Sinks;

/// <summary>What separates the words of an address, so that a name inside one cannot add words of its own.</summary>
public enum RoutingSyntax
{
    /// <summary>Words separated by dots, as AMQP's topic exchanges have them.</summary>
    RoutingKey,

    /// <summary>Levels separated by slashes, as MQTT has them; <c>+</c> and <c>#</c> are wildcards.</summary>
    Topic,
}
