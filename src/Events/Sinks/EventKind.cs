using System.Text;
using System.Text.Json;

namespace VideoDyn.Events.Sinks;

/// <summary>What sinks need to know of an event besides its type.</summary>
public static class EventKind
{
    /// <summary>The middle of a type: <c>zone</c> of <c>videodyn.zone.entered</c>; <c>-</c> where there is none.</summary>
    public static string GroupOf(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        int first = type.IndexOf('.', StringComparison.Ordinal);
        int last = type.LastIndexOf('.');
        return last > first ? type[(first + 1)..last] : "-";
    }

    /// <summary>The end of a type: <c>entered</c> of <c>videodyn.zone.entered</c>.</summary>
    public static string VerbOf(string type)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type[(type.LastIndexOf('.') + 1)..];
    }

    /// <summary>A text or number of the event's <c>data</c>; null where it has none of that name.</summary>
    /// <param name="json">The CloudEvents document.</param>
    /// <param name="name">Name of the property.</param>
    public static string? ReadData(ReadOnlySpan<byte> json, string name)
    {
        var reader = new Utf8JsonReader(json);
        bool isInData = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName)
                continue;
            bool isWanted = isInData && reader.CurrentDepth == 2 && reader.ValueTextEquals(name);
            if (reader.CurrentDepth == 1)
                isInData = reader.ValueTextEquals("data");
            bool isEntered = isInData && reader.CurrentDepth == 1;
            reader.Read();
            if (isWanted)
                return reader.TokenType == JsonTokenType.String ? reader.GetString() : Encoding.UTF8.GetString(reader.ValueSpan);
            if (!isEntered)
                reader.Skip();
        }

        return null;
    }
}
