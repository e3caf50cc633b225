using System.Globalization;

namespace VideoDyn.Events.Outbox;

/// <summary>Which events of an outbox are meant; what is not set does not matter.</summary>
public sealed record EventFilter
{
    /// <summary>Types such as <c>videodyn.object.entered</c> or <c>videodyn.object.*</c>; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Names of cameras; empty for all.</summary>
    public IReadOnlyList<string> Cameras { get; init; } = [];

    /// <summary>Events of this instant or later.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Events before this instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Events stored after the one of this sequence number.</summary>
    public long After { get; init; }

    internal bool Accepts(HistoryRecord record)
    {
        if (Types.Count > 0 && !Types.Any(type => Matches(type, record.Type)))
            return false;
        if (Cameras.Count > 0 && !Cameras.Contains(record.Camera))
            return false;
        if (Since is null && Until is null)
            return true;
        return DateTimeOffset.TryParse(record.Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time)
            && !(time < Since) && !(time >= Until);
    }

    private static bool Matches(string pattern, string type) => pattern.EndsWith('*')
        ? type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : type == pattern;
}
