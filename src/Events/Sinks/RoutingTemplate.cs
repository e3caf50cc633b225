using System.Collections.Concurrent;
using System.Text;
using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Sinks;

/// <summary>
/// Makes the address of an event from a text such as <c>{camera}.{group}.{verb}</c>. Fields: <c>camera</c>; <c>type</c>
/// (<c>videodyn.zone.entered</c>), <c>group</c> (<c>zone</c>), <c>verb</c> (<c>entered</c>); <c>id</c>; <c>label</c> and
/// <c>zone</c> from the event's data, <c>-</c> where it has none.
/// </summary>
/// <remarks>Thread-safe.</remarks>
public sealed class RoutingTemplate
{
    /// <summary>The names that may stand in braces.</summary>
    public static readonly IReadOnlyList<string> Fields = ["camera", "type", "group", "verb", "id", "label", "zone"];

    // Cameras and types are few; an address made of nothing else is made once.
    private readonly ConcurrentDictionary<(string Camera, string Type), string> _made = new();
    private readonly (string Text, string? Field)[] _parts;
    private readonly RoutingSyntax _syntax;
    private readonly bool _isRepeating;

    private RoutingTemplate((string Text, string? Field)[] parts, RoutingSyntax syntax)
    {
        _parts = parts;
        _syntax = syntax;
        _isRepeating = parts.All(part => part.Field is not ("id" or "label" or "zone"));
    }

    /// <summary>Reads a template.</summary>
    /// <param name="text">The text, with fields in braces.</param>
    /// <param name="syntax">What must not come from a field.</param>
    /// <param name="path">Where it stands, for messages, e.g. <c>sinks.rabbit.routing_key</c>.</param>
    /// <exception cref="VideoDynException">An unknown field or a brace without its partner (kind Configuration).</exception>
    public static RoutingTemplate Parse(string text, RoutingSyntax syntax, string path)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = new List<(string, string?)>();
        int position = 0;
        while (position < text.Length)
        {
            int open = text.IndexOf('{', position);
            int end = open < 0 ? text.Length : open;
            string plain = text[position..end];
            if (plain.Contains('}', StringComparison.Ordinal))
                throw VideoDynException.Configuration($"{path}: '{text}' has a '}}' without its '{{'");
            if (syntax == RoutingSyntax.Topic && plain.AsSpan().ContainsAny('+', '#'))
                throw VideoDynException.Configuration($"{path}: '{text}' has a wildcard; events are published to topics without '+' and '#'");
            parts.Add((plain, null));
            if (open < 0)
                break;
            int close = text.IndexOf('}', open);
            if (close < 0)
                throw VideoDynException.Configuration($"{path}: '{text}' has a '{{' without its '}}'");
            parts.Add(("", Known(text[(open + 1)..close], path)));
            position = close + 1;
        }

        return new RoutingTemplate([.. parts], syntax);
    }

    /// <summary>The address of an event.</summary>
    public string Of(OutgoingEvent e)
    {
        ArgumentNullException.ThrowIfNull(e);
        if (!_isRepeating)
            return Make(field => Value(e, field));
        return _made.TryGetValue((e.Camera, e.Type), out string? made)
            ? made
            : _made.GetOrAdd((e.Camera, e.Type), Make(field => Value(e, field)));
    }

    /// <summary>The address with every field but the camera replaced, e.g. by a wildcard.</summary>
    /// <param name="camera">Name of the camera.</param>
    /// <param name="others">What stands for the other fields.</param>
    public string Filter(string camera, string others) => Make(field => field == "camera" ? Clean(camera) : others);

    private string Make(Func<string, string> value)
    {
        var text = new StringBuilder();
        foreach ((string plain, string? field) in _parts)
            text.Append(field is null ? plain : value(field));
        return text.ToString();
    }

    private static string Known(string field, string path) =>
        Fields.Contains(field)
            ? field
            : throw VideoDynException.Configuration($"{path}: unknown field '{{{field}}}', expected one of {string.Join(", ", Fields)}{NearestName.Hint(field, Fields)}");

    private string Value(OutgoingEvent e, string field) => field switch
    {
        "camera" => Clean(e.Camera),
        "type" => e.Type,
        "group" => EventKind.GroupOf(e.Type),
        "verb" => EventKind.VerbOf(e.Type),
        "id" => Clean(e.Id),
        _ => Clean(EventKind.ReadData(e.Json.Span, field) ?? "-"),
    };

    private string Clean(string name)
    {
        string clean = _syntax == RoutingSyntax.RoutingKey
            ? name.Replace('.', '_')
            : name.Replace('/', '_').Replace('+', '_').Replace('#', '_').Replace('\0', '_');
        return clean.Length == 0 ? "-" : clean;
    }
}
