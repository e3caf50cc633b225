using Microsoft.Extensions.Logging;
using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Observability.Logging;

/// <summary>Makes loggers that hide secrets.</summary>
/// <param name="inner">Makes the loggers that write; disposed with this factory.</param>
/// <param name="secrets">Tells the secrets in force.</param>
public sealed class RedactingLoggerFactory(ILoggerFactory inner, Func<SecretSet> secrets) : ILoggerFactory
{
    /// <inheritdoc/>
    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new RedactingLogger(inner.CreateLogger(categoryName), secrets);

    /// <inheritdoc/>
    public void Dispose() => inner.Dispose();
}
