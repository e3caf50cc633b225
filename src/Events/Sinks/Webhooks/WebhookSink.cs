using System.Globalization;
using System.Net;
using System.Net.Http.Headers;

namespace VideoDyn.Events.Sinks.Webhooks;

/// <summary>
/// Posts each event to a web address, one after another. Answers of the kind 2xx confirm; 408, 425, 429 and 5xx ask to try
/// again; everything else refuses the event for good. Redirections are not followed: they would carry the signature to
/// somebody else.
/// </summary>
public sealed class WebhookSink : IEventSink
{
    private readonly WebhookSinkOptions _options;
    private readonly WebhookRequest _requests;
    private readonly HttpClient _client;

    /// <summary>Prepares it; nothing is connected yet.</summary>
    /// <param name="name">Name as configured.</param>
    /// <param name="options">Where and how.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is wrong (kind Configuration).</exception>
    public WebhookSink(string name, WebhookSinkOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate(name);
        Name = name;
        _options = options;
        _requests = new WebhookRequest(options);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = options.Timeout,
            // An address that moves to another machine is noticed by then.
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        })
        {
            Timeout = options.Timeout,
        };
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public int MaxBatch => 32;

    /// <summary>Connections are made with the requests, so there is nothing to do.</summary>
    public Task OpenAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task SendAsync(IReadOnlyList<OutgoingEvent> events, IList<Delivery> deliveries, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(deliveries);
        for (int index = 0; index < events.Count; index++)
            deliveries.Add(await SendAsync(events[index], cancellationToken).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _client.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<Delivery> SendAsync(OutgoingEvent e, CancellationToken cancellationToken)
    {
        using HttpRequestMessage? request = _requests.For(e);
        if (request is null)
            return Delivery.Confirmed;
        try
        {
            using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            return Judge(response);
        }
        catch (HttpRequestException error)
        {
            throw new SinkUnavailableException($"{_requests.Shown}: {error.Message}", error);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SinkUnavailableException(
                string.Create(CultureInfo.InvariantCulture, $"{_requests.Shown}: no answer within {_options.Timeout.TotalSeconds} s"), error);
        }
    }

    private Delivery Judge(HttpResponseMessage response)
    {
        int status = (int)response.StatusCode;
        string text = string.Create(CultureInfo.InvariantCulture, $"{status} {response.ReasonPhrase}").TrimEnd();
        if (status is >= 200 and < 300)
            return Delivery.Confirmed;
        bool passing = status >= 500 || response.StatusCode is HttpStatusCode.RequestTimeout or (HttpStatusCode)425 or HttpStatusCode.TooManyRequests;
        if (!passing)
            return Delivery.Refused($"{_requests.Shown} answered {text}");
        throw new SinkUnavailableException($"{_requests.Shown} answered {text}") { RetryAfter = Wait(response.Headers.RetryAfter) };
    }

    private TimeSpan? Wait(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? (header?.Date is { } date ? date - _options.Time.GetUtcNow() : null);
        return wait is { } asked && asked > TimeSpan.Zero ? asked : null;
    }
}
