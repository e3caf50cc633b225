using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoDyn.Core.Detections;

namespace VideoDyn.Events.Envelope;

/// <summary>
/// Serialises events as CloudEvents 1.0 JSON in structured mode, one document at a time into a reused buffer.
/// Identifiers are made from camera and stream time, so a replay of the same file gives the same bytes.
/// </summary>
/// <remarks>Source: CloudEvents specification 1.0, JSON event format. Not thread-safe.</remarks>
public sealed class EventWriter : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly EventContext _context;
    private readonly string _source;

    /// <summary>Creates a writer for one stream.</summary>
    public EventWriter(EventContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _source = "/videodyn/cameras/" + Uri.EscapeDataString(context.Camera);
        _json = new Utf8JsonWriter(_buffer, s_options);
    }

    /// <summary>Serialises a <see cref="EventTypes.FrameDetections"/> event.</summary>
    /// <param name="frameIndex">Position of the frame in the stream.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="detections">What was seen.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> FrameDetections(long frameIndex, TimeSpan streamTime, IReadOnlyList<Detection> detections)
    {
        ArgumentNullException.ThrowIfNull(detections);
        Begin(EventTypes.FrameDetections, streamTime, discriminator: "frame");
        _json.WriteNumber("frame", frameIndex);
        _json.WriteNumber("stream_time", Math.Round(streamTime.TotalSeconds, 6));
        _json.WriteStartArray("detections");
        for (int index = 0; index < detections.Count; index++)
            Write(detections[index]);
        _json.WriteEndArray();
        return End();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void Begin(string type, TimeSpan streamTime, string discriminator)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("specversion", "1.0");
        WriteId(discriminator, streamTime);
        _json.WriteString("source", _source);
        _json.WriteString("type", type);
        _json.WriteString("time", (_context.StartTime + streamTime).UtcDateTime);
        _json.WriteString("datacontenttype", "application/json");
        _json.WriteStartObject("data");
        _json.WriteString("camera", _context.Camera);
        _json.WriteString("model", _context.Model);
        _json.WriteString("plan", _context.Plan);
    }

    private void WriteId(string discriminator, TimeSpan streamTime)
    {
        Span<char> id = stackalloc char[64];
        discriminator.CopyTo(id);
        id[discriminator.Length] = '-';
        long microseconds = streamTime.Ticks / TimeSpan.TicksPerMicrosecond;
        microseconds.TryFormat(id[(discriminator.Length + 1)..], out int digits, provider: CultureInfo.InvariantCulture);
        _json.WriteString("id", id[..(discriminator.Length + 1 + digits)]);
    }

    private ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    private void Write(in Detection detection)
    {
        _json.WriteStartObject();
        IReadOnlyList<string> labels = _context.Labels;
        _json.WriteString("label", detection.ClassId < labels.Count ? labels[detection.ClassId] : "unlabelled");
        _json.WriteNumber("score", Round(detection.Score, 4));
        _json.WriteStartArray("box");
        _json.WriteNumberValue(Round(detection.Box.X1, 2));
        _json.WriteNumberValue(Round(detection.Box.Y1, 2));
        _json.WriteNumberValue(Round(detection.Box.X2, 2));
        _json.WriteNumberValue(Round(detection.Box.Y2, 2));
        _json.WriteEndArray();
        _json.WriteString("provenance", ProvenanceName(detection.Provenance));
        _json.WriteNumber("evidence_age_ms", (long)detection.Age.TotalMilliseconds);
        _json.WriteEndObject();
    }

    private static string ProvenanceName(Provenance provenance) => provenance switch
    {
        Provenance.Detected => "detected",
        Provenance.Reused => "reused",
        _ => "predicted",
    };

    // Rounded in decimal, so that the text is as short as the precision that means something.
    private static decimal Round(float value, int digits) => Math.Round((decimal)value, digits);
}
