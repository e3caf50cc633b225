using System.Globalization;

namespace VideoDyn.Events.Envelope;

/// <summary>Events about what a camera shows as a whole.</summary>
public sealed partial class EventWriter
{
    /// <summary>Serialises a <see cref="EventTypes.SceneChanged"/> event.</summary>
    /// <param name="frameIndex">Position of the first frame of the new scene.</param>
    /// <param name="streamTime">Its stream time.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> SceneChanged(long frameIndex, TimeSpan streamTime)
    {
        Begin(EventTypes.SceneChanged, streamTime, "scene");
        _json.WriteNumber("frame", frameIndex);
        _json.WriteNumber("stream_time", Seconds(streamTime));
        return End();
    }

    /// <summary>Serialises a <see cref="EventTypes.CameraTampered"/> event.</summary>
    /// <param name="tampering">What happened.</param>
    /// <returns>The document in UTF-8, valid until the next call.</returns>
    public ReadOnlySpan<byte> CameraTampered(in TamperEvent tampering)
    {
        Span<char> discriminator = stackalloc char[64];
        discriminator.TryWrite(CultureInfo.InvariantCulture, $"tampered-{tampering.Kind}-{(tampering.Begins ? "begins" : "ends")}", out int length);
        Begin(EventTypes.CameraTampered, tampering.StreamTime, discriminator[..length]);
        _json.WriteNumber("frame", tampering.FrameIndex);
        _json.WriteNumber("stream_time", Seconds(tampering.StreamTime));
        _json.WriteNumber("latest", Seconds(tampering.Known));
        _json.WriteString("kind", tampering.Kind);
        _json.WriteString("state", tampering.Begins ? "begins" : "ends");
        if (tampering.Shift is { } shift)
        {
            _json.WriteStartArray("shift");
            _json.WriteNumberValue(Round(shift.Right, 3));
            _json.WriteNumberValue(Round(shift.Down, 3));
            _json.WriteEndArray();
        }

        if (tampering.Duration is { } duration)
            _json.WriteNumber("duration", Seconds(duration));
        if (tampering.Reason is not null)
            _json.WriteString("reason", tampering.Reason);
        return End();
    }
}
