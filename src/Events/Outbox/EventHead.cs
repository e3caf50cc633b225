using System.Text.Json;
using VideoDyn.Core.Errors;

namespace VideoDyn.Events.Outbox;

/// <summary>The attributes of an event that the outbox looks things up by.</summary>
/// <param name="Id">CloudEvents <c>id</c>.</param>
/// <param name="Type">CloudEvents <c>type</c>.</param>
/// <param name="Camera">Name of the camera in <c>data</c>; else the <c>source</c>.</param>
/// <param name="Time">CloudEvents <c>time</c> as written.</param>
internal readonly record struct EventHead(string Id, string Type, string Camera, string Time)
{
    /// <summary>Reads them.</summary>
    /// <param name="json">A CloudEvents document.</param>
    /// <exception cref="VideoDynException">It is none (kind Output): a defect of whoever wrote it.</exception>
    public static EventHead Read(ReadOnlySpan<byte> json)
    {
        string id = "", type = "", source = "", time = "";
        string? camera = null;
        var reader = new Utf8JsonReader(json);
        try
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (reader.ValueTextEquals("id"u8))
                    id = Value(ref reader);
                else if (reader.ValueTextEquals("type"u8))
                    type = Value(ref reader);
                else if (reader.ValueTextEquals("source"u8))
                    source = Value(ref reader);
                else if (reader.ValueTextEquals("time"u8))
                    time = Value(ref reader);
                else if (reader.ValueTextEquals("data"u8))
                    camera = CameraIn(ref reader);
                else
                    reader.Skip();
            }
        }
        catch (JsonException error)
        {
            throw VideoDynException.Output($"outbox: an event is no JSON document: {error.Message}", error);
        }

        return id.Length > 0 && type.Length > 0
            ? new EventHead(id, type, camera ?? source, time)
            : throw VideoDynException.Output("outbox: an event has no id or no type, which CloudEvents need");
    }

    private static string Value(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetString()!;
        reader.Skip();
        return "";
    }

    private static string? CameraIn(ref Utf8JsonReader reader)
    {
        string? camera = null;
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("camera"u8))
                camera = Value(ref reader);
            else
                reader.Skip();
        }

        return camera;
    }
}
