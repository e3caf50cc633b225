using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Detections;

/// <summary>
/// Judges the detections of one class in one frame the way COCO does: by falling score, each takes the free object it
/// overlaps most; real objects go before ignored ones; an ignore region may take any number.
/// </summary>
internal sealed class FrameJudge
{
    private readonly List<TruthBox> _truth = [];
    private readonly List<Detection> _found = [];
    private double[] _overlap = [];
    private bool[] _ignored = [];
    private bool[] _taken = [];
    private int[] _order = [];

    /// <summary>Judges one class.</summary>
    /// <param name="truth">Objects of all classes.</param>
    /// <param name="detections">Detections of all classes.</param>
    /// <param name="classId">The class.</param>
    /// <param name="judged">Receives one entry per detection of the class that is among the best of the frame.</param>
    /// <param name="objects">Counts, per size range, the objects to be found.</param>
    public void Judge(
        ReadOnlySpan<TruthBox> truth, ReadOnlySpan<Detection> detections, int classId, List<ScoredBox> judged, Span<long> objects)
    {
        Select(truth, detections, classId);
        int first = judged.Count;
        foreach (Detection detection in _found)
            judged.Add(new ScoredBox { Score = detection.Score });
        Span<ScoredBox> results = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(judged)[first..];
        for (int area = 0; area < CocoThresholds.Areas; area++)
        {
            objects[area] += OrderTruth((AreaRange)area);
            for (int threshold = 0; threshold < CocoThresholds.Count; threshold++)
                Match(results, area, threshold);
        }
    }

    private void Select(ReadOnlySpan<TruthBox> truth, ReadOnlySpan<Detection> detections, int classId)
    {
        _truth.Clear();
        _found.Clear();
        foreach (ref readonly TruthBox box in truth)
        {
            if (box.ClassId == classId || (box.Ignore && box.ClassId == TruthBox.AnyClass))
                _truth.Add(box);
        }

        foreach (ref readonly Detection detection in detections)
        {
            if (detection.ClassId != classId)
                continue;
            // Insertion keeps equal scores in the order given, as a stable sort would.
            int place = _found.Count;
            while (place > 0 && _found[place - 1].Score < detection.Score)
                place--;
            if (place >= CocoThresholds.MaximumDetections)
                continue;
            _found.Insert(place, detection);
            if (_found.Count > CocoThresholds.MaximumDetections)
                _found.RemoveAt(CocoThresholds.MaximumDetections);
        }

        int cells = _truth.Count * _found.Count;
        if (_overlap.Length < cells)
            _overlap = new double[cells * 2];
        if (_order.Length < _truth.Count)
        {
            _order = new int[_truth.Count * 2];
            _ignored = new bool[_truth.Count * 2];
            _taken = new bool[_truth.Count * 2];
        }

        for (int d = 0; d < _found.Count; d++)
        {
            for (int g = 0; g < _truth.Count; g++)
            {
                _overlap[(d * _truth.Count) + g] = _truth[g].Ignore
                    ? Overlap.ShareInside(_found[d].Box, _truth[g].Box)
                    : Overlap.IntersectionOverUnion(_found[d].Box, _truth[g].Box);
            }
        }
    }

    private int OrderTruth(AreaRange range)
    {
        double low = CocoThresholds.LowestArea(range);
        double high = CocoThresholds.HighestArea(range);
        int real = 0;
        for (int g = 0; g < _truth.Count; g++)
        {
            double area = _truth[g].Area > 0 ? _truth[g].Area : Overlap.Area(_truth[g].Box);
            _ignored[g] = _truth[g].Ignore || area < low || area > high;
            if (!_ignored[g])
                _order[real++] = g;
        }

        int next = real;
        for (int g = 0; g < _truth.Count; g++)
        {
            if (_ignored[g])
                _order[next++] = g;
        }

        return real;
    }

    private void Match(Span<ScoredBox> results, int area, int threshold)
    {
        double least = CocoThresholds.Overlap(threshold);
        ReadOnlySpan<int> order = _order.AsSpan(0, _truth.Count);
        _taken.AsSpan(0, _truth.Count).Clear();
        var bit = (ushort)(1 << threshold);
        for (int d = 0; d < results.Length; d++)
        {
            int match = -1;
            double best = least;
            foreach (int g in order)
            {
                if (_taken[g] && !_truth[g].Ignore)
                    continue;
                // Ignored objects come last: whoever already has a real one does not look at them.
                if (match >= 0 && !_ignored[match] && _ignored[g])
                    break;
                double overlap = _overlap[(d * _truth.Count) + g];
                if (overlap < best)
                    continue;
                best = overlap;
                match = g;
            }

            if (match >= 0)
            {
                _taken[match] = true;
                results[d].Matched[area] |= bit;
                if (_ignored[match])
                    results[d].Ignored[area] |= bit;
            }
            else if (IsOutside(_found[d].Box, (AreaRange)area))
            {
                results[d].Ignored[area] |= bit;
            }
        }
    }

    private static bool IsOutside(in BoundingBox box, AreaRange range)
    {
        double area = Overlap.Area(box);
        return area < CocoThresholds.LowestArea(range) || area > CocoThresholds.HighestArea(range);
    }
}
