using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope.Formats;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Pipeline.Sinks;

/// <summary>
/// The types of sinks that this program has. Those without a third party are there from the start; the command adds the
/// brokers, because only it knows their projects.
/// </summary>
public sealed class SinkFactories
{
    private readonly Dictionary<SinkType, SinkFactory> _byType = [];
    private readonly Func<EventFormat, IEventFormat?> _formats;

    /// <summary>Has the types without a third party.</summary>
    /// <param name="formats">Gives the format of documents by its name; null stands for CloudEvents. Default: only those.</param>
    public SinkFactories(Func<EventFormat, IEventFormat?>? formats = null)
    {
        _formats = formats ?? (format => format == EventFormat.CloudEvents
            ? null
            : throw VideoDynException.Configuration($"format {format.ToString().ToLowerInvariant()} is not there, expected cloudevents"));
        foreach (SinkFactory factory in PlainSinks.All)
            Add(factory);
    }

    /// <summary>The types.</summary>
    public IEnumerable<SinkFactory> All => _byType.Values.OrderBy(factory => factory.Type);

    /// <summary>An address without user, password and secret values.</summary>
    public static string Shown(string address) => AddressText.Redact(address);

    /// <summary>Adds a type, or replaces it.</summary>
    /// <returns>This collection.</returns>
    public SinkFactories Add(SinkFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        _byType[factory.Type] = factory;
        return this;
    }

    /// <summary>Makes the sink of a configuration.</summary>
    /// <exception cref="VideoDynException">Its type is not there, or its settings are wrong (kind Configuration).</exception>
    public IEventSink Create(SinkSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return _byType.TryGetValue(settings.Type, out SinkFactory? factory)
            ? factory.FromSettings(settings, _formats(settings.Format))
            : throw VideoDynException.Configuration($"sink {settings.Name}: this program was built without sinks of type {settings.Type.ToString().ToLowerInvariant()}");
    }

    /// <summary>Makes the sink of an address; its name is the address without credentials.</summary>
    /// <param name="address">E.g. <c>https://HOST/PATH</c>, <c>file:events.jsonl</c>, <c>stdout:</c>.</param>
    /// <exception cref="VideoDynException">It is none (kind Configuration).</exception>
    public IEventSink Create(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        int colon = address.IndexOf(':', StringComparison.Ordinal);
        string scheme = colon < 0 ? "" : address[..colon].ToLowerInvariant();
        SinkFactory factory = All.FirstOrDefault(factory => factory.Schemes.Contains(scheme))
            ?? throw VideoDynException.Configuration(
                $"sink '{AddressText.Redact(address)}' is no address of a sink, expected one such as {string.Join(", ", All.Select(known => known.Example))}");
        return factory.FromAddress(AddressText.Redact(address), address);
    }
}
