using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;

namespace VideoDyn.Temporal.Packets;

/// <summary>
/// Rests while the gate after the decoder says that nothing happens: then only key frames are wanted, now and then, until a
/// packet is larger than packets of its kind usually are. From that packet on every picture is wanted.
/// </summary>
/// <remarks>
/// <para>A still scene costs a coder next to nothing, so that the size of a packet tells of change before anything is decoded.
/// What is usual is learned while the gate says that nothing happens, apart for key frames, pictures that others refer to,
/// and the others.</para>
/// <para>What changes too slowly or too little for that is seen at the next key frame, which is compared with what was last
/// processed. Where key frames are far apart, a picture between them is wanted when <see cref="PacketGateOptions.MaxBlind"/>
/// is over.</para>
/// <para>The reader asks and the flow tells; they may be on different threads.</para>
/// </remarks>
public sealed class PacketGate : IDecodeGate
{
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private readonly PacketGateOptions _options;
    private readonly IFrameForecast? _planned;
    private readonly PacketSizes[] _sizes;
    private readonly GroupStructure _groups = new();
    private TimeSpan _lookedAt = TimeSpan.MinValue;
    private TimeSpan _restsUntil;
    private PacketCounters _counters;
    private bool _isCalm;
    private bool _rests;

    /// <summary>Creates the gate of one stream.</summary>
    /// <param name="options">When it rests and wakes; null for the defaults.</param>
    /// <param name="planned">Frames that are wanted even while it rests; null for none.</param>
    /// <exception cref="Core.Errors.VideoDynException">An option is out of range (kind Configuration).</exception>
    public PacketGate(PacketGateOptions? options = null, IFrameForecast? planned = null)
    {
        _planned = planned;
        _options = options ?? new();
        _options.Validate();
        _sizes = [.. Enum.GetValues<PacketKind>().Select(_ => new PacketSizes(_options))];
    }

    /// <inheritdoc/>
    public bool WantsAll
    {
        get
        {
            lock (_lock)
                return !_rests;
        }
    }

    /// <inheritdoc/>
    public bool KnowsAhead => false;

    /// <summary>What it did so far.</summary>
    public PacketCounters Counters
    {
        get
        {
            lock (_lock)
                return _counters;
        }
    }

    /// <inheritdoc/>
    public void Observe(in PacketFacts packet)
    {
        if (!packet.HasPicture)
            return;
        lock (_lock)
        {
            PacketSizes sizes = _sizes[(int)packet.Kind];
            if (_rests && sizes.IsKnown && sizes.IsUnusual(packet.Size))
            {
                _counters = _counters with { WokenByPackets = _counters.WokenByPackets + 1 };
                Wake();
            }
            else if (_isCalm)
            {
                sizes.Learn(packet.Size);
            }
        }
    }

    /// <inheritdoc/>
    public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet)
    {
        lock (_lock)
        {
            _groups.Add(streamTime, packet);
            bool isPlanned = _planned?.MayLook(ordinal, frameIndex, streamTime) ?? false; // it counts the frames that it is asked about
            bool isWanted = !_rests || isPlanned || IsDue(streamTime, packet);
            if (!isWanted)
                return false;
            _counters = _counters with { Looks = _counters.Looks + (_rests ? 1 : 0) };
            _lookedAt = streamTime;
            return true;
        }
    }

    /// <summary>Told what the gate after the decoder makes of a picture that it saw.</summary>
    /// <param name="isCalm">Whether nothing happens in it.</param>
    /// <param name="restsUntil">Until when it needs no other as long as nothing happens; null when it wants the next ones.</param>
    public void Tell(bool isCalm, TimeSpan? restsUntil)
    {
        lock (_lock)
        {
            _isCalm = isCalm;
            if (restsUntil is { } until)
            {
                _restsUntil = until;
                if (_rests || !_sizes[(int)PacketKind.Other].IsKnown)
                    return;
                _rests = true;
                _counters = _counters with { Rests = _counters.Rests + 1 };
                foreach (PacketSizes sizes in _sizes)
                    sizes.ForgetExcess();
            }
            else if (_rests)
            {
                _counters = _counters with { WokenByPictures = _counters.WokenByPictures + 1 };
                Wake();
            }
        }
    }

    /// <summary>Begins anew: another connection, or another scene.</summary>
    public void Reset()
    {
        lock (_lock)
        {
            Wake();
            _lookedAt = TimeSpan.MinValue;
            _groups.Clear();
            foreach (PacketSizes sizes in _sizes)
                sizes.Clear();
        }
    }

    private bool IsDue(TimeSpan now, in PacketFacts packet)
    {
        TimeSpan since = now >= _lookedAt && _lookedAt != TimeSpan.MinValue ? now - _lookedAt : TimeSpan.MaxValue;
        if (packet.StartsAnew)
            return since >= _options.KeyInterval || now >= _restsUntil;
        // In between everything that it refers to must be decoded as well.
        return (now >= _restsUntil || since >= _options.MaxBlind) && !_groups.ExpectsStart(now, s_soon);
    }

    private void Wake()
    {
        _rests = false;
        _isCalm = false;
    }
}
