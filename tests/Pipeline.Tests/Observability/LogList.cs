using Microsoft.Extensions.Logging;

namespace VideoDyn.Pipeline.Tests.Observability;

/// <summary>Keeps what is logged.</summary>
internal sealed class LogList : ILoggerFactory, ILogger
{
    public List<string> Entries { get; } = [];

    public List<int> Ids { get; } = [];

    public Dictionary<string, object?> Values { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
    {
        Entries.Add($"scope {state}");
        return null;
    }

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var values = (IEnumerable<KeyValuePair<string, object?>>)state!;
        foreach ((string key, object? value) in values)
            Values[key] = value;
        Ids.Add(eventId.Id);
        Entries.Add($"{eventId.Id} {logLevel} {formatter(state, exception)} {string.Join(' ', values.Select(pair => $"{pair.Key}={pair.Value}"))} {exception} {exception?.Message}");
    }
}
