using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Cli.Sinks;

/// <summary>What the sinks of all brokers have in common.</summary>
internal static class BrokerTls
{
    /// <summary>The encryption of a configuration; null for none. A file with an authority asks for encryption by itself.</summary>
    public static TlsOptions? Of(SinkSettings settings) =>
        settings.Tls || settings.CaFile is not null ? new TlsOptions { CaFile = settings.CaFile } : null;
}
