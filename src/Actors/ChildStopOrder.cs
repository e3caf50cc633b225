namespace VideoDyn.Actors;

/// <summary>In which order an actor's children are stopped before it stops or restarts itself.</summary>
public enum ChildStopOrder
{
    /// <summary>
    /// The child created last stops first, and the next only after it is gone. References are handed downstream, so what
    /// consumes is created before what produces: producers stop first and nothing is sent to the dead.
    /// </summary>
    LastFirst,

    /// <summary>All at once: for children that do not talk to each other, such as cameras.</summary>
    Together,
}
