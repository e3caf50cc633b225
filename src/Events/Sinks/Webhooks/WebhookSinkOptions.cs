using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;

namespace VideoDyn.Events.Sinks.Webhooks;

/// <summary>How events are posted.</summary>
public sealed record WebhookSinkOptions
{
    /// <summary>Where to, http or https; a user and password in it are sent as basic authentication and never printed.</summary>
    public required Uri Address { get; init; }

    /// <summary>Key of the signature; null for none.</summary>
    public string? Secret { get; init; }

    /// <summary>How the event stands in the request.</summary>
    public ContentMode Mode { get; init; }

    /// <summary>Longest time for one request, 100 ms to 5 min. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The form of the body; null for CloudEvents. Another form is always sent as the body.</summary>
    public IEventFormat? Format { get; init; }

    /// <summary>The clock. Default the system's.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fails when an option is wrong.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate(string name)
    {
        OptionProblems problems = new OptionProblems($"sink {name}").Range("timeout", Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        if (!Address.IsAbsoluteUri || Address.Scheme is not ("http" or "https"))
            problems.Add("url has another scheme, expected http:// or https://");
        if (Secret is { Length: 0 })
            problems.Add("secret is empty, expected a key or none");
        problems.Throw();
    }
}
