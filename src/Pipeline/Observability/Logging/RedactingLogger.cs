using Microsoft.Extensions.Logging;
using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Observability.Logging;

/// <summary>A logger that hides secrets in texts, in named values and in exceptions before anybody else sees them.</summary>
/// <param name="inner">Where the redacted entries go.</param>
/// <param name="secrets">Tells the secrets in force, which change when the configuration does.</param>
public sealed class RedactingLogger(ILogger inner, Func<SecretSet> secrets) : ILogger
{
    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => inner.BeginScope(Redact(state));

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

    /// <inheritdoc/>
    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        ArgumentNullException.ThrowIfNull(formatter);
        if (!inner.IsEnabled(logLevel))
            return;
        string text = Hide(formatter(state, exception));
        RedactedException? hidden = exception is null ? null : new RedactedException(exception.GetType(), Hide(exception.ToString()));
        inner.Log(logLevel, eventId, Redact(state), hidden, (_, _) => text);
    }

    private object Redact<TState>(TState state) => state is IEnumerable<KeyValuePair<string, object?>> values
        ? values.Select(pair => KeyValuePair.Create(pair.Key, Redacted(pair.Value))).ToArray()
        : Redacted(state) ?? "";

    // Numbers stay numbers, so that logs can be searched by them.
    private object? Redacted(object? value) => value is null or sbyte or byte or short or int or long or float or double or decimal or bool
        ? value
        : Hide(value.ToString() ?? "");

    private string Hide(string text) => AddressText.RedactAll(secrets().Hide(text));
}
