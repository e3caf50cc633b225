using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;
using VideoDyn.Events.Sinks;

namespace VideoDyn.Events.RabbitMq;

/// <summary>Connects, and says in plain words why it did not work.</summary>
internal static class Connector
{
    /// <summary>Connects and logs in.</summary>
    public static async Task<IConnection> ConnectAsync(RabbitMqSinkOptions options, CancellationToken cancellationToken)
    {
        var factory = new ConnectionFactory
        {
            HostName = options.Host,
            Port = options.EffectivePort,
            VirtualHost = options.VirtualHost,
            UserName = options.User,
            Password = options.Password,
            ClientProvidedName = $"videodyn {options.Name}",
            RequestedHeartbeat = options.Heartbeat,
            RequestedConnectionTimeout = options.ConnectTimeout,
            HandshakeContinuationTimeout = options.ConnectTimeout,
            ContinuationTimeout = options.ConnectTimeout,
            // Who feeds the sink opens it again, and sends again what was not confirmed.
            AutomaticRecoveryEnabled = false,
            TopologyRecoveryEnabled = false,
        };
        if (options.Tls is { } tls)
            factory.Ssl = Encryption(options, tls);
        return await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>An error of the client in plain words, without credentials.</summary>
    public static SinkUnavailableException Explain(RabbitMqSinkOptions options, Exception error)
    {
        if (error is SinkUnavailableException told)
            return told;
        string words = Flatten(error).Select(cause => Words(options, cause)).OfType<string>().FirstOrDefault()
            ?? $"cannot be reached: {Flatten(error).Last().Message}";
        return new SinkUnavailableException($"{options.Name}: {options} {words}", error);
    }

    /// <summary>The end of a connection or channel in plain words.</summary>
    public static SinkUnavailableException Explain(RabbitMqSinkOptions options, ShutdownEventArgs end) =>
        new($"{options.Name}: {options} {Words(options, end) ?? $"ended the connection: {end.ReplyCode} {end.ReplyText}"}", end.Exception);

    private static IEnumerable<Exception> Flatten(Exception error)
    {
        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            if (cause is AggregateException several)
            {
                foreach (Exception one in several.InnerExceptions.Skip(1).SelectMany(Flatten))
                    yield return one;
            }
        }
    }

    private static string? Words(RabbitMqSinkOptions options, Exception error) => error switch
    {
        AuthenticationFailureException or PossibleAuthenticationFailureException => $"refused user '{options.User}': wrong name or password, or no right to this virtual host",
        AuthenticationException => $"has a certificate that is not trusted: {error.Message}",
        OperationInterruptedException { ShutdownReason: { } end } => Words(options, end),
        OperationCanceledException or TimeoutException => $"did not answer within {options.ConnectTimeout.TotalSeconds:0.#} s",
        _ => null,
    };

    private static string? Words(RabbitMqSinkOptions options, ShutdownEventArgs end) => (end.ReplyCode, end.ReplyText) switch
    {
        (406, string text) when text.Contains("inequivalent", StringComparison.Ordinal) =>
            $"has an exchange or queue of another kind than asked for: {text}",
        (404, string text) => $"lacks something: {text}; 'declare: true' would make the exchange, 'queue' a queue",
        (403, string text) => $"denies user '{options.User}' a right: {text}",
        (530, string text) => $"does not let user '{options.User}' into virtual host '{options.VirtualHost}': {text}",
        _ => null,
    };

    private static SslOption Encryption(RabbitMqSinkOptions options, TlsOptions tls)
    {
        var ssl = new SslOption(options.Host, enabled: true) { Version = SslProtocols.None };
        if (tls.CertificateFile is not null)
            ssl.Certs = [X509Certificate2.CreateFromPemFile(tls.CertificateFile, tls.KeyFile)];
        if (tls.CaFile is not null)
        {
            var authorities = new X509Certificate2Collection();
            authorities.ImportFromPemFile(tls.CaFile);
            ssl.CertificateValidationCallback = (_, certificate, _, errors) => IsSignedBy(authorities, certificate, errors);
        }

        return ssl;
    }

    private static bool IsSignedBy(X509Certificate2Collection authorities, X509Certificate? certificate, SslPolicyErrors errors)
    {
        // The chain is built anew against the given authorities alone; a name that does not fit stays an error.
        if (certificate is not X509Certificate2 shown || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != 0)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        return chain.Build(shown);
    }
}
