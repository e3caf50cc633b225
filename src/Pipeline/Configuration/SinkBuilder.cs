using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Makes sinks and checks that the keys fit the type.</summary>
internal static class SinkBuilder
{
    public static SinkSettings? Build(NamedSection sink, ReadContext context)
    {
        if (!sink.Values.TryGet(SinkWords.Type, out SinkType type))
            return null;
        CheckKeys(sink.Values, type, context);
        var values = new Layers(sink.Values, null);
        return new SinkSettings
        {
            Name = sink.Name,
            Type = type,
            Format = values.Get(SinkWords.Format),
            Path = values.Reference(SinkWords.Path) is { } path ? context.Resolve(path) : null,
            MaxSize = values.Value(SinkWords.MaxSize),
            Keep = values.Value(SinkWords.Keep),
            Mode = values.Get(SinkWords.Mode),
            Url = values.Reference(SinkWords.Url),
            Secret = values.Reference(SinkWords.SignatureKey),
            Timeout = values.Value(SinkWords.Timeout),
            Host = values.Reference(SinkWords.Host),
            Port = values.Value(SinkWords.Port),
            Brokers = values.Reference(SinkWords.Brokers) ?? [],
            User = values.Reference(SinkWords.User),
            Password = values.Reference(SinkWords.Password),
            Tls = values.Get(SinkWords.Tls),
            CaFile = values.Reference(SinkWords.CaFile),
            Exchange = values.Reference(SinkWords.Exchange),
            RoutingKey = values.Reference(SinkWords.RoutingKey),
            Queue = values.Reference(SinkWords.Queue),
            TopicPrefix = values.Reference(SinkWords.TopicPrefix),
            Topic = values.Reference(SinkWords.Topic),
            ClientId = values.Reference(SinkWords.ClientId),
            Qos = values.Value(SinkWords.Qos),
            HomeAssistant = values.Get(SinkWords.HomeAssistant),
        };
    }

    private static void CheckKeys(Section sink, SinkType type, ReadContext context)
    {
        (Key[] required, Key[] optional) = SinkWords.Of(type);
        string word = type.ToString().ToLowerInvariant();
        var mapping = (MappingNode)sink.Node;
        string[] known = [.. ((Key[])[SinkWords.Type, SinkWords.Format, .. required, .. optional]).Select(key => key.Name)];
        foreach (Key key in sink.Written.Where(key => !known.Contains(key.Name)))
        {
            MappingEntry entry = mapping.Entries.First(entry => entry.Key == key.Name);
            context.Problems.Add(entry.Line, entry.Column, entry.Value.Path, $"a sink of type {word} has no such key; expected one of {string.Join(", ", known)}");
        }

        foreach (Key key in required.Where(key => !mapping.Entries.Any(entry => entry.Key == key.Name)))
            context.Problems.Add(mapping, $"key '{key.Name}' is missing, which a sink of type {word} needs; expected {key.Value.Expected}");
    }
}
