using Microsoft.Win32.SafeHandles;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Sinks.Files;
using VideoDyn.Events.Sinks.Webhooks;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>The sinks without a third party.</summary>
internal static class PlainSinks
{
    private static readonly SinkFactory s_file = new()
    {
        Type = SinkType.Jsonl,
        Schemes = ["file"],
        Example = "file:events.jsonl",
        FromSettings = (settings, format) =>
        {
            var standard = new FileSinkOptions { Path = settings.Path! };
            return new FileSink(settings.Name, standard with { MaxBytes = settings.MaxSize ?? standard.MaxBytes, Keep = settings.Keep ?? standard.Keep, Format = format });
        },
        FromAddress = (name, address) => new FileSink(name, new FileSinkOptions { Path = PathOf(address) }),
    };

    private static readonly SinkFactory s_output = new()
    {
        Type = SinkType.Stdout,
        Schemes = ["stdout"],
        Example = "stdout:",
        FromSettings = (settings, format) => StandardOutput(settings.Name, format),
        FromAddress = (name, _) => StandardOutput(name, null),
    };

    private static readonly SinkFactory s_webhook = new()
    {
        Type = SinkType.Webhook,
        Schemes = ["http", "https"],
        Example = "https://host/path",
        FromSettings = (settings, format) =>
        {
            var standard = new WebhookSinkOptions { Address = Address(settings.Name, settings.Url!.Reveal()) };
            return new WebhookSink(settings.Name, standard with
            {
                Secret = settings.Secret?.Reveal(),
                Mode = settings.Mode,
                Timeout = settings.Timeout ?? standard.Timeout,
                Format = format,
            });
        },
        FromAddress = (name, address) => new WebhookSink(name, new WebhookSinkOptions { Address = Address(name, address) }),
    };

    public static IReadOnlyList<SinkFactory> All { get; } = [s_file, s_output, s_webhook];

    // The console's own stream hides that the reader has gone; a plain one reports it.
    private static StreamSink StandardOutput(string name, Events.Envelope.Formats.IEventFormat? format) =>
        new(name, new FileStream(new SafeFileHandle(1, ownsHandle: false), FileAccess.Write, bufferSize: 0), format);

    private static string PathOf(string address)
    {
        string path = address["file:".Length..];
        if (path.StartsWith("//", StringComparison.Ordinal))
            path = Uri.UnescapeDataString(path[2..]);
        return path.Length > 0 ? path : throw VideoDynException.Configuration("sink 'file:' names no file, expected one such as file:events.jsonl");
    }

    private static Uri Address(string name, string address) => Uri.TryCreate(address, UriKind.Absolute, out Uri? uri)
        ? uri
        : throw VideoDynException.Configuration($"sink {name}: the address cannot be read, expected one such as https://host/path");
}
