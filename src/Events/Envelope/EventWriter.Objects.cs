using System.Globalization;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Rules;

namespace VideoDyn.Events.Envelope;

/// <summary>Events about objects: by themselves, and by rules.</summary>
public sealed partial class EventWriter
{
    private IReadOnlyList<string> _zones = [];
    private (int Width, int Height) _frameSize;

    /// <summary>Size of the frame in pixels, which boxes are measured in; part of events about objects unless it is zero.</summary>
    public (int Width, int Height) FrameSize
    {
        get => _frameSize;
        set => _frameSize = value;
    }

    /// <summary>Names of the zones, in the order of their bits in <see cref="RuleEvent.CurrentZones"/>.</summary>
    public IReadOnlyList<string> Zones
    {
        get => _zones;
        set => _zones = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Serialises an event about one object.</summary>
    /// <param name="type">One of the <c>videodyn.object</c> types of <see cref="EventTypes"/>.</param>
    /// <param name="frameIndex">Position of the frame in the stream.</param>
    /// <param name="streamTime">Stream time of the frame.</param>
    /// <param name="track">The object.</param>
    /// <param name="reason">Why it left: <c>gone</c>, <c>end-of-stream</c> or <c>outage</c>; null for other events.</param>
    /// <param name="zones">Zones that it is in, and was ever in, a bit each.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> Object(
        string type, long frameIndex, TimeSpan streamTime, in TrackedObject track, string? reason = null, (ulong Current, ulong Entered) zones = default)
    {
        ArgumentNullException.ThrowIfNull(type);
        Span<char> discriminator = stackalloc char[64];
        ReadOnlySpan<char> verb = type.AsSpan(type.LastIndexOf('.') + 1);
        discriminator.TryWrite(CultureInfo.InvariantCulture, $"{verb}-{track.Id}", out int length);
        Begin(type, streamTime, discriminator[..length]);
        _json.WriteNumber("frame", frameIndex);
        _json.WriteNumber("stream_time", Seconds(streamTime));
        bool left = type == EventTypes.ObjectLeft;
        // It entered between its first picture and its confirmation, and left between its last picture and now.
        if (left || type == EventTypes.ObjectEntered)
            Write(new EventInterval(streamTime, left ? track.LastDetected : track.StartTime, streamTime));
        Write(track, track.Provenance, track.Age, left);
        WriteZones(zones.Current, zones.Entered);
        WriteLabels(track.Labels);
        if (reason is not null)
            _json.WriteString("reason", reason);
        WriteMedia(type, null, track.Id, streamTime);
        return End();
    }

    /// <summary>Serialises what a rule reports.</summary>
    /// <param name="happened">The event.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> Rule(in RuleEvent happened)
    {
        Span<char> discriminator = stackalloc char[128];
        ReadOnlySpan<char> kind = happened.Type.AsSpan(happened.Type.IndexOf('.') + 1);
        int length;
        if (happened.Object is { } known)
            discriminator.TryWrite(CultureInfo.InvariantCulture, $"{kind}-{Short(happened.Rule)}-{known.Id}", out length);
        else
            discriminator.TryWrite(CultureInfo.InvariantCulture, $"{kind}-{Short(happened.Rule)}-{(happened.Begins == true ? "begins" : "ends")}", out length);
        Begin(happened.Type, happened.Time.At, discriminator[..length]);
        _json.WriteNumber("frame", happened.Frame);
        _json.WriteNumber("stream_time", Seconds(happened.Time.At));
        Write(happened.Time);
        _json.WriteString("rule", happened.Rule);
        if (happened.Object is { } track)
        {
            Write(track, happened.Provenance, happened.EvidenceAge, left: false);
            WriteZones(happened.CurrentZones, happened.EnteredZones);
            WriteLabels(track.Labels);
        }
        else
        {
            Write(happened.Provenance, happened.EvidenceAge);
        }

        WriteDetails(happened);
        WriteMedia(happened.Type, happened.Rule, happened.Object?.Id, happened.Time.At);
        return End();
    }

    private void WriteMedia(string type, string? rule, long? track, TimeSpan streamTime)
    {
        if (Media?.MediaOf(type, rule, track, streamTime, _id.Last) is not { } media)
            return;
        if (media.Snapshot is not null)
            _json.WriteString("snapshot", media.Snapshot);
        if (media.SnapshotCrop is not null)
            _json.WriteString("snapshot_crop", media.SnapshotCrop);
        if (media.SnapshotTime is { } time)
        {
            _json.WriteNumber("snapshot_time", Seconds(time));
            Write("snapshot_box", media.SnapshotBox);
        }

        if (media.Clip is not null)
            _json.WriteString("clip", media.Clip);
    }

    private void WriteDetails(in RuleEvent happened)
    {
        if (happened.Direction != 0)
            _json.WriteString("direction", happened.Direction > 0 ? "in" : "out");
        if (happened.CountIn is { } entered)
            _json.WriteNumber("count_in", entered);
        if (happened.CountOut is { } left)
            _json.WriteNumber("count_out", left);
        if (happened.Count is { } count)
            _json.WriteNumber("count", count);
        if (happened.Limit is { } limit)
            _json.WriteNumber("limit", limit);
        if (happened.Begins is { } begins)
            _json.WriteString("state", begins ? "begins" : "ends");
        if (happened.Duration is { } duration)
            _json.WriteNumber("duration", Seconds(duration));
        if (happened.Motion is { } motion)
        {
            _json.WriteNumber("speed_kmh", Math.Round(motion.SpeedKmh, 2));
            _json.WriteNumber("heading", Math.Round(motion.Heading, 1));
        }

        if (happened.Reason is not null)
            _json.WriteString("reason", happened.Reason);
    }

    private void Write(in TrackedObject track, Provenance provenance, TimeSpan age, bool left)
    {
        _json.WriteNumber("id", track.Id);
        _json.WriteString("label", Label(track.ClassId));
        _json.WriteNumber("score", Round(track.Score, 4));
        Write("box", track.Box);
        WriteFrameSize();
        _json.WriteStartArray("velocity");
        _json.WriteNumberValue(Round(track.VelocityX, 2));
        _json.WriteNumberValue(Round(track.VelocityY, 2));
        _json.WriteEndArray();
        Write(provenance, age);
        _json.WriteNumber("first_seen", Seconds(track.StartTime));
        _json.WriteNumber("last_seen", Seconds(track.LastDetected));
        _json.WriteNumber("start_time", UnixSeconds(track.StartTime));
        if (left)
            _json.WriteNumber("end_time", UnixSeconds(track.LastDetected));
        else
            _json.WriteNull("end_time");
    }

    private void WriteFrameSize()
    {
        if (_frameSize.Width <= 0)
            return;
        _json.WriteStartArray("frame_size");
        _json.WriteNumberValue(_frameSize.Width);
        _json.WriteNumberValue(_frameSize.Height);
        _json.WriteEndArray();
    }

    private void Write(Provenance provenance, TimeSpan age)
    {
        _json.WriteString("provenance", ProvenanceName(provenance));
        _json.WriteNumber("evidence_age_ms", (long)age.TotalMilliseconds);
    }

    private void Write(in EventInterval time)
    {
        _json.WriteNumber("earliest", Seconds(time.Earliest));
        _json.WriteNumber("latest", Seconds(time.Latest));
    }

    private void WriteZones(ulong current, ulong entered)
    {
        Write("current_zones", current);
        Write("entered_zones", entered);
    }

    private void Write(string name, ulong zones)
    {
        _json.WriteStartArray(name);
        for (int index = 0; index < _zones.Count; index++)
        {
            if ((zones >> index & 1) != 0)
                _json.WriteStringValue(_zones[index]);
        }

        _json.WriteEndArray();
    }

    private double UnixSeconds(TimeSpan streamTime) =>
        Math.Round((_context.StartTime + streamTime - DateTimeOffset.UnixEpoch).TotalSeconds, 6);

    private static ReadOnlySpan<char> Short(string rule) => rule.AsSpan(0, Math.Min(rule.Length, 64));
}
