using System.Runtime.InteropServices;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Comparing;

/// <summary>Counts by segment of stream time, for intervals.</summary>
/// <param name="length">Length of a segment.</param>
internal sealed class SegmentCounts(TimeSpan length)
{
    private readonly Dictionary<long, int> _places = [];
    private readonly List<MatchCounts> _counts = [];

    /// <summary>In the order of their first frame.</summary>
    public IReadOnlyList<MatchCounts> All => _counts;

    public void Add(TimeSpan time, MatchCounts counts)
    {
        long index = (long)Math.Floor((double)time.Ticks / length.Ticks);
        if (!_places.TryGetValue(index, out int place))
        {
            place = _counts.Count;
            _places.Add(index, place);
            _counts.Add(default);
        }

        CollectionsMarshal.AsSpan(_counts)[place] += counts;
    }
}
