using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tracking;

/// <summary>Turns boxes into numbered tracks and overlaps, and takes out what belongs to ignored objects.</summary>
internal sealed class FrameReader
{
    private readonly TrackTable _truthTracks = new("truth");
    private readonly TrackTable _foundTracks = new("tracker");
    private readonly PairMatcher _matcher = new();
    private readonly double _minimumIou;
    private bool[] _leftOut = [];

    public FrameReader(double minimumIou) => _minimumIou = minimumIou;

    public int TruthTracks => _truthTracks.Count;

    public int FoundTracks => _foundTracks.Count;

    public void Read(long frame, ReadOnlySpan<TrackedBox> truth, ReadOnlySpan<TrackedBox> found, FramePairs into)
    {
        into.Clear();
        MarkIgnored(truth, found);
        Span<int> places = found.Length <= 256 ? stackalloc int[found.Length] : new int[found.Length];
        for (int f = 0; f < found.Length; f++)
        {
            if (_leftOut[f])
                continue;
            places[f] = into.Found.Count;
            into.Found.Add(_foundTracks.Enter(found[f].TrackId, frame));
        }

        foreach (ref readonly TrackedBox expected in truth)
        {
            if (expected.Ignore)
                continue;
            for (int f = 0; f < found.Length; f++)
            {
                if (_leftOut[f] || found[f].ClassId != expected.ClassId)
                    continue;
                double iou = Overlap.IntersectionOverUnion(expected.Box, found[f].Box);
                if (iou > 0)
                    into.Pairs.Add(new(into.Truth.Count, places[f], iou));
            }

            into.Truth.Add(_truthTracks.Enter(expected.TrackId, frame));
        }
    }

    // As the MOTChallenge does with its distractors: match everything at once, then drop what went to an ignored object.
    private void MarkIgnored(ReadOnlySpan<TrackedBox> truth, ReadOnlySpan<TrackedBox> found)
    {
        if (_leftOut.Length < found.Length)
            _leftOut = new bool[found.Length * 2];
        _leftOut.AsSpan(0, found.Length).Clear();
        bool any = false;
        foreach (ref readonly TrackedBox box in truth)
            any |= box.Ignore;
        if (!any)
            return;
        _matcher.Begin(truth.Length, found.Length);
        for (int t = 0; t < truth.Length; t++)
        {
            for (int f = 0; f < found.Length; f++)
            {
                // An ignored object may be of a class that trackers call otherwise, so its class does not matter.
                if (!truth[t].Ignore && truth[t].ClassId != found[f].ClassId)
                    continue;
                double iou = Overlap.IntersectionOverUnion(truth[t].Box, found[f].Box);
                if (iou >= _minimumIou)
                    _matcher.Add(t, f, iou);
            }
        }

        _matcher.Solve();
        for (int f = 0; f < found.Length; f++)
        {
            int partner = _matcher.PartnerOfRight(f);
            _leftOut[f] = partner >= 0 && truth[partner].Ignore;
        }
    }
}
