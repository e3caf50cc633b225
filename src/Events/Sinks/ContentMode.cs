namespace VideoDyn.Events.Sinks;

/// <summary>How a CloudEvents event stands in a message (CloudEvents 1.0, section "Message").</summary>
public enum ContentMode
{
    /// <summary>The body is the whole document.</summary>
    Structured,

    /// <summary>The body is <c>data</c>; the attributes are headers of the message.</summary>
    Binary,
}
