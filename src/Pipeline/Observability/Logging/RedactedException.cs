namespace VideoDyn.Pipeline.Observability.Logging;

/// <summary>Stands in a log for an exception whose texts may hold secrets.</summary>
/// <param name="type">The type of the exception.</param>
/// <param name="text">The whole exception as text, without secrets.</param>
public sealed class RedactedException(Type type, string text) : Exception(text.Split('\n')[0])
{
    /// <summary>The type of the exception.</summary>
    public Type OriginalType { get; } = type;

    /// <summary>The whole exception without secrets.</summary>
    public override string ToString() => text;
}
