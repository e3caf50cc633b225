using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VideoDyn.Events.Sinks.Webhooks;

/// <summary>Makes the request for an event.</summary>
/// <remarks>Source: CloudEvents 1.0, HTTP protocol binding, structured and binary content mode.</remarks>
internal sealed class WebhookRequest
{
    /// <summary>Header of the signature: <c>sha256=</c> and the HMAC-SHA256 of the body in hexadecimal.</summary>
    public const string SignatureHeader = "X-VideoDyn-Signature";

    private readonly WebhookSinkOptions _options;
    private readonly Uri _address;
    private readonly byte[]? _key;
    private readonly AuthenticationHeaderValue? _authorization;

    public WebhookRequest(WebhookSinkOptions options)
    {
        _options = options;
        _key = options.Secret is { } secret ? Encoding.UTF8.GetBytes(secret) : null;
        _address = new UriBuilder(options.Address) { UserName = "", Password = "" }.Uri;
        string credentials = Uri.UnescapeDataString(options.Address.UserInfo);
        if (credentials.Length > 0)
            _authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(credentials)));
    }

    /// <summary>The address without credentials and query, for messages.</summary>
    public string Shown => _address.GetLeftPart(UriPartial.Path);

    /// <summary>The request; null when the format has no words for the event.</summary>
    /// <exception cref="JsonException">The event is no CloudEvents document.</exception>
    public HttpRequestMessage? For(OutgoingEvent e)
    {
        var message = EventMessage.Of(e, _options.Mode, _options.Format);
        if (message.Body.IsEmpty)
            return null;
        HttpRequestMessage request = Request(message.Body, message.ContentType);
        foreach ((string name, string value) in message.Attributes)
            request.Headers.TryAddWithoutValidation("ce-" + name, Escaped(value));
        return request;
    }

    private HttpRequestMessage Request(ReadOnlyMemory<byte> body, string contentType)
    {
        var content = new ReadOnlyMemoryContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(contentType, "utf-8");
        var request = new HttpRequestMessage(HttpMethod.Post, _address) { Content = content };
        request.Headers.Authorization = _authorization;
        if (_key is not null)
            request.Headers.Add(SignatureHeader, "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(_key, body.Span)));
        return request;
    }

    // Header values are printable ASCII; the binding percent-encodes the rest, the quote and the percent sign.
    private static string Escaped(string value)
    {
        var text = new StringBuilder(value.Length);
        foreach (byte unit in Encoding.UTF8.GetBytes(value))
        {
            if (unit is > 0x20 and < 0x7F and not ((byte)'"' or (byte)'%'))
                text.Append((char)unit);
            else
                text.Append('%').Append(unit.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return text.ToString();
    }
}
