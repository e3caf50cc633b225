using System.Runtime.InteropServices;

namespace VideoDyn.Evaluation.Agreement;

/// <summary>Counts by segment of stream time. Frames normally come in order; a late one finds its segment all the same.</summary>
internal sealed class SegmentLog
{
    private readonly Dictionary<long, int> _places = [];
    private readonly TimeSpan _length;

    public SegmentLog(TimeSpan length) => _length = length;

    public List<AgreementSegment> All { get; } = [];

    public void Add(TimeSpan streamTime, in AgreementCounts counts)
    {
        long index = (long)Math.Floor((double)streamTime.Ticks / _length.Ticks);
        if (!_places.TryGetValue(index, out int place))
        {
            place = All.Count;
            _places.Add(index, place);
            All.Add(new(index, 0, default));
        }

        ref AgreementSegment segment = ref CollectionsMarshal.AsSpan(All)[place];
        segment = new(index, segment.Frames + 1, segment.Moving + counts);
    }
}
