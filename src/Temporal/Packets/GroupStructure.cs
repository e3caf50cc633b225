using VideoDyn.Core.Sources;

namespace VideoDyn.Temporal.Packets;

/// <summary>How often decoding can start anew in a stream.</summary>
internal sealed class GroupStructure
{
    private TimeSpan? _last;

    /// <summary>Stream time between the last two new starts; null until there were two.</summary>
    public TimeSpan? Interval { get; private set; }

    /// <summary>Takes in the next picture, in the order of showing.</summary>
    public void Add(TimeSpan time, in PacketFacts packet)
    {
        if (!packet.StartsAnew)
            return;
        if (_last is { } last)
            Interval = time > last ? time - last : null;
        _last = time;
    }

    /// <summary>Whether a new start is expected within a time.</summary>
    public bool ExpectsStart(TimeSpan now, TimeSpan within) =>
        _last is { } last && Interval is { } interval && now - last <= interval && last + interval - now <= within;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (_last, Interval) = (null, null);
}
