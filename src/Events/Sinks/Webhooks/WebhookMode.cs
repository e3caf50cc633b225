namespace VideoDyn.Events.Sinks.Webhooks;

/// <summary>How CloudEvents stand in an HTTP request.</summary>
public enum WebhookMode
{
    /// <summary>The body is the whole document.</summary>
    Structured,

    /// <summary>The body is <c>data</c>; the attributes are headers that begin with <c>ce-</c>.</summary>
    Binary,
}
