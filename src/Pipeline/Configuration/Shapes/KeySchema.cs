using System.Text.Json.Nodes;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A key as JSON schema.</summary>
internal static class KeySchema
{
    /// <summary>The shape of the key's value with its meaning and default.</summary>
    public static JsonObject Of(Key key)
    {
        JsonObject schema = key.Value.Schema();
        schema["description"] = key.Help;
        JsonNode? standard = key.Fallback switch
        {
            null or Section => null,
            bool flag => flag,
            int whole => whole,
            double number => number,
            string text => text,
            TimeSpan time => TimeShape.Text(time),
            Enum word => word.ToString().ToLowerInvariant(),
            _ => null,
        };
        if (standard is not null)
            schema["default"] = standard;
        return schema;
    }
}
