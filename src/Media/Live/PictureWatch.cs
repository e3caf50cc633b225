namespace VideoDyn.Media.Live;

/// <summary>Notices that packets arrive and pictures do not.</summary>
internal sealed class PictureWatch
{
    private const int MostErrorsInARow = 500;

    // FFmpeg hands out the packet it holds when a read times out; that one alone is no stream.
    private const int FewestPackets = 3;

    private readonly CameraAddress _address;
    private readonly LiveOptions _options;
    private long _since;
    private int _errors;
    private int _packets;
    private bool _sawKey;

    /// <summary>Starts to watch.</summary>
    public PictureWatch(CameraAddress address, LiveOptions options)
    {
        _address = address;
        _options = options;
        _since = options.Time.GetTimestamp();
    }

    /// <summary>A picture came out.</summary>
    public void Picture()
    {
        _since = _options.Time.GetTimestamp();
        _errors = 0;
        _packets = 0;
    }

    /// <summary>A packet came in.</summary>
    /// <param name="awaitsKey">Whether no key frame came yet.</param>
    /// <returns>The outage, when no picture came for too long.</returns>
    public CameraOutageException? Check(bool awaitsKey)
    {
        if (!awaitsKey && !_sawKey)
        {
            _sawKey = true;
            _since = _options.Time.GetTimestamp();
        }

        TimeSpan limit = awaitsKey ? _options.KeyFrameTimeout : _options.PictureTimeout;
        if (++_packets < FewestPackets || _options.Time.GetElapsedTime(_since) <= limit)
            return null;
        return (awaitsKey, _errors) switch
        {
            (true, _) => Outage(OutageReason.NoKeyFrame, "packets arrive, but no key frame", limit),
            (_, > 0) => Outage(OutageReason.DecoderFailed, "the decoder gives only errors, no picture", limit),
            _ => Outage(OutageReason.Stalled, "packets arrive, but no picture comes out of the decoder", limit),
        };
    }

    /// <summary>The decoder refused a packet.</summary>
    /// <returns>The outage, when it has refused too many in a row.</returns>
    public CameraOutageException? Error() =>
        ++_errors < MostErrorsInARow
            ? null
            : OutageText.Make(_address, OutageReason.DecoderFailed, FormattableString.Invariant($"the decoder refused {_errors} packets in a row"));

    private CameraOutageException Outage(OutageReason reason, string what, TimeSpan limit) =>
        OutageText.Make(_address, reason, FormattableString.Invariant($"{what} for {limit.TotalSeconds:0.#} s"));
}
