using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Events.Envelope;

/// <summary>
/// Serialises events as CloudEvents 1.0 JSON in structured mode, one document at a time into a reused buffer.
/// Identifiers are made of camera, kind, rule, object and instant, so a replay of the same file gives the same bytes.
/// </summary>
/// <remarks>Source: CloudEvents specification 1.0, JSON event format. Not thread-safe.</remarks>
public sealed partial class EventWriter : IDisposable
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly ArrayBufferWriter<byte> _buffer = new(4096);
    private readonly Utf8JsonWriter _json;
    private readonly string _source;
    private readonly EventId _id;
    private EventContext _context;

    /// <summary>Creates a writer for one stream.</summary>
    public EventWriter(EventContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        _context = context;
        _source = "/videodyn/cameras/" + Uri.EscapeDataString(context.Camera);
        _id = new EventId(context.Camera);
        _json = new Utf8JsonWriter(_buffer, s_options);
    }

    /// <summary>The instant of stream time 0; a live camera knows it from its first picture on.</summary>
    public DateTimeOffset StartTime
    {
        get => _context.StartTime;
        set => _context = _context with { StartTime = value };
    }

    /// <summary>Makes pictures and clips of what is told about objects, rules and actions; null for none.</summary>
    public IEventMedia? Media { get; set; }

    /// <summary>Serialises a <see cref="EventTypes.CameraLost"/> event.</summary>
    /// <param name="now">When it was noticed.</param>
    /// <param name="reason">Stable code of the reason, e.g. <c>timed-out</c>.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> CameraLost(DateTimeOffset now, string reason)
    {
        BeginCamera(EventTypes.CameraLost, now, "lost");
        _json.WriteString("reason", reason);
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.CameraRestored"/> event.</summary>
    /// <param name="now">When the first picture came.</param>
    /// <param name="gap">Time without pictures.</param>
    /// <param name="attempts">Connections tried in the gap, the successful one included.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> CameraRestored(DateTimeOffset now, TimeSpan gap, int attempts)
    {
        BeginCamera(EventTypes.CameraRestored, now, "restored");
        _json.WriteNumber("gap", Seconds(gap));
        _json.WriteNumber("attempts", attempts);
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.FrameDetections"/> event.</summary>
    /// <param name="frameIndex">Position of the frame in the stream.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="detections">What was seen.</param>
    /// <param name="tracks">Tracked objects as of this frame; a detection of one that a classifier looked at tells its number and labels.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> FrameDetections(long frameIndex, TimeSpan streamTime, IReadOnlyList<Detection> detections, IReadOnlyList<TrackedObject>? tracks = null)
    {
        ArgumentNullException.ThrowIfNull(detections);
        BeginFrame(EventTypes.FrameDetections, frameIndex, streamTime);
        WriteFrameSize();
        _json.WriteStartArray("detections");
        for (int index = 0; index < detections.Count; index++)
            Write(detections[index], tracks ?? []);
        _json.WriteEndArray();
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.FrameSegments"/> event.</summary>
    /// <param name="frameIndex">Position of the frame in the stream.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="segments">Area of each class.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> FrameSegments(long frameIndex, TimeSpan streamTime, IReadOnlyList<ClassShare> segments)
    {
        ArgumentNullException.ThrowIfNull(segments);
        BeginFrame(EventTypes.FrameSegments, frameIndex, streamTime);
        _json.WriteStartArray("segments");
        for (int index = 0; index < segments.Count; index++)
        {
            _json.WriteStartObject();
            _json.WriteString("label", Label(segments[index].ClassId));
            _json.WriteNumber("share", Round(segments[index].Share, 5));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.FrameLabels"/> event.</summary>
    /// <param name="frameIndex">Position of the frame in the stream.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="labels">Classes of the picture, best first.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> FrameLabels(long frameIndex, TimeSpan streamTime, IReadOnlyList<ClassScore> labels)
    {
        ArgumentNullException.ThrowIfNull(labels);
        BeginFrame(EventTypes.FrameLabels, frameIndex, streamTime);
        _json.WriteStartArray("labels");
        for (int index = 0; index < labels.Count; index++)
        {
            _json.WriteStartObject();
            _json.WriteString("label", Label(labels[index].ClassId));
            _json.WriteNumber("score", Round(labels[index].Score, 4));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.ActionDetected"/> event.</summary>
    /// <param name="action">What was recognised.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> Action(in ActionEvent action)
    {
        Span<char> discriminator = stackalloc char[40];
        // Clips that overlap may be answered with the same frame, so their beginning is part of the name.
        discriminator.TryWrite(CultureInfo.InvariantCulture, $"{action.Kind}-{(long)action.Start.TotalMilliseconds}", out int length);
        Begin(EventTypes.ActionDetected, action.StreamTime, discriminator[..length]);
        _json.WriteNumber("frame", action.FrameIndex);
        _json.WriteNumber("stream_time", Seconds(action.StreamTime));
        _json.WriteString("kind", action.Kind);
        _json.WriteString("action_model", action.Model);
        _json.WriteString("label", action.Label);
        _json.WriteNumber("score", Round(action.Score, 4));
        _json.WriteNumber("start", Seconds(action.Start));
        if (action.End is { } end)
            _json.WriteNumber("end", Seconds(end));
        if (action.Frames > 0)
        {
            _json.WriteNumber("frames_used", action.FramesUsed);
            _json.WriteNumber("frames", action.Frames);
        }

        if (action.Exit is { } exit)
            _json.WriteString("exit", exit);
        WriteMedia(EventTypes.ActionDetected, null, null, action.StreamTime);
        return End();
    }

    /// <inheritdoc/>
    public void Dispose() => _json.Dispose();

    private void BeginCamera(string type, DateTimeOffset now, ReadOnlySpan<char> discriminator)
    {
        TimeSpan streamTime = now - _context.StartTime;
        Begin(type, streamTime, discriminator);
        _json.WriteNumber("stream_time", Seconds(streamTime));
    }

    private void BeginFrame(string type, long frameIndex, TimeSpan streamTime)
    {
        Begin(type, streamTime, discriminator: "frame");
        _json.WriteNumber("frame", frameIndex);
        _json.WriteNumber("stream_time", Seconds(streamTime));
    }

    private void Begin(string type, TimeSpan streamTime, ReadOnlySpan<char> discriminator)
    {
        _buffer.ResetWrittenCount();
        _json.Reset();
        _json.WriteStartObject();
        _json.WriteString("specversion", "1.0");
        _json.WriteString("id", _id.Of(discriminator, _context.StartTime + streamTime));
        _json.WriteString("source", _source);
        _json.WriteString("type", type);
        _json.WriteString("time", (_context.StartTime + streamTime).UtcDateTime);
        _json.WriteString("datacontenttype", "application/json");
        _json.WriteStartObject("data");
        _json.WriteString("camera", _context.Camera);
        _json.WriteString("model", _context.Model);
        _json.WriteString("plan", _context.Plan);
    }

    private ReadOnlySpan<byte> End()
    {
        _json.WriteEndObject();
        _json.WriteEndObject();
        _json.Flush();
        return _buffer.WrittenSpan;
    }

    private void Write(in Detection detection, IReadOnlyList<TrackedObject> tracks)
    {
        _json.WriteStartObject();
        _json.WriteString("label", Label(detection.ClassId));
        _json.WriteNumber("score", Round(detection.Score, 4));
        Write("box", detection.Box);
        _json.WriteString("provenance", ProvenanceName(detection.Provenance));
        _json.WriteNumber("evidence_age_ms", (long)detection.Age.TotalMilliseconds);
        for (int index = 0; index < tracks.Count; index++)
        {
            // A track that was found has the box of its detection to the bit.
            TrackedObject track = tracks[index];
            if (track.Labels is null || track.State != TrackState.Confirmed || track.ClassId != detection.ClassId || track.Box != detection.Box)
                continue;
            _json.WriteNumber("id", track.Id);
            WriteLabels(track.Labels);
            break;
        }

        _json.WriteEndObject();
    }

    private void WriteLabels(IReadOnlyList<TrackLabel>? labels)
    {
        if (labels is null)
            return;
        _json.WriteStartArray("labels");
        for (int index = 0; index < labels.Count; index++)
        {
            _json.WriteStartObject();
            _json.WriteString("label", labels[index].Label);
            _json.WriteNumber("score", Round(labels[index].Score, 4));
            _json.WriteEndObject();
        }

        _json.WriteEndArray();
    }

    private void Write(string name, in BoundingBox box)
    {
        _json.WriteStartArray(name);
        _json.WriteNumberValue(Round(box.X1, 2));
        _json.WriteNumberValue(Round(box.Y1, 2));
        _json.WriteNumberValue(Round(box.X2, 2));
        _json.WriteNumberValue(Round(box.Y2, 2));
        _json.WriteEndArray();
    }

    private string Label(int classId) => classId < _context.Labels.Count ? _context.Labels[classId] : "unlabelled";

    private static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 6);

    private static string ProvenanceName(Provenance provenance) => provenance switch
    {
        Provenance.Detected => "detected",
        Provenance.Reused => "reused",
        _ => "predicted",
    };

    // Rounded in decimal, so that the text is as short as the precision that means something.
    private static decimal Round(float value, int digits) => Math.Round((decimal)value, digits);
}
