using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.Mqtt;

/// <summary>The topics of one sink.</summary>
internal sealed class Topics
{
    private readonly RoutingTemplate _state;
    private readonly IReadOnlyList<string> _stateTypes;

    public Topics(MqttSinkOptions options)
    {
        string path = $"sink {options.Name}: topic";
        Event = RoutingTemplate.Parse(options.Topic ?? $"{options.Prefix}/{{camera}}/{{group}}/{{verb}}", RoutingSyntax.Topic, path);
        _state = RoutingTemplate.Parse($"{options.Prefix}/{{camera}}/state/{{group}}", RoutingSyntax.Topic, path);
        _stateTypes = options.StateTypes;
        Available = options.Prefix + "/available";
    }

    /// <summary>Where events go.</summary>
    public RoutingTemplate Event { get; }

    /// <summary>Retained <c>online</c> or <c>offline</c> of this program.</summary>
    public string Available { get; }

    /// <summary>Where the last event of its kind is kept; null for events that tell no state.</summary>
    public string? StateOf(OutgoingEvent e)
    {
        foreach (string type in _stateTypes)
        {
            if (type.EndsWith('*') ? e.Type.StartsWith(type.AsSpan(0, type.Length - 1), StringComparison.Ordinal) : e.Type == type)
                return _state.Of(e);
        }

        return null;
    }

    /// <summary>Topic of the state of a camera as a whole: lost or restored.</summary>
    public string CameraState(string camera) => _state.Filter(camera, "camera");
}
