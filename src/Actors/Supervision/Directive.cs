namespace VideoDyn.Actors.Supervision;

/// <summary>What a supervisor does about a failed child.</summary>
public enum Directive
{
    /// <summary>The child goes on with its state; the message that failed is not handled again.</summary>
    Resume,

    /// <summary>The child's children stop, its instance is replaced, its mailbox stays.</summary>
    Restart,

    /// <summary>The child stops for good.</summary>
    Stop,

    /// <summary>The supervisor fails with the same exception; its own supervisor decides.</summary>
    Escalate,
}
