namespace VideoDyn.Actors;

/// <summary>Where an actor stands in its life.</summary>
public enum ActorState
{
    /// <summary>Created; the first start has not finished.</summary>
    Starting,

    /// <summary>Handles messages.</summary>
    Running,

    /// <summary>Threw, and waits for its supervisor's decision; messages queue up.</summary>
    Failed,

    /// <summary>Stops its children and its old instance; messages queue up.</summary>
    Restarting,

    /// <summary>Waits before the new instance is made; messages queue up.</summary>
    BackingOff,

    /// <summary>Stops its children, then itself.</summary>
    Stopping,

    /// <summary>Gone for good.</summary>
    Stopped,
}
