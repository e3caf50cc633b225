namespace VideoDyn.Evaluation.Detections;

/// <summary>Everything judged of one class, and the curves drawn from it.</summary>
internal sealed class ClassRecord
{
    private readonly List<ScoredBox> _boxes = [];
    private readonly long[] _objects = new long[CocoThresholds.Areas];
    private bool _sorted = true;

    public long ObjectsIn(AreaRange range) => _objects[(int)range];

    public void Judge(
        FrameJudge judge, ReadOnlySpan<Truth.TruthBox> truth, ReadOnlySpan<Core.Detections.Detection> detections, int classId)
    {
        judge.Judge(truth, detections, classId, _boxes, _objects);
        _sorted = false;
    }

    /// <summary>Average precision at one overlap, interpolated at 101 recalls; null without any object.</summary>
    public double? AveragePrecision(AreaRange range, int threshold) => Curve(range, threshold)?.Average;

    /// <summary>Greatest recall at one overlap; null without any object.</summary>
    public double? Recall(AreaRange range, int threshold) => Curve(range, threshold)?.Recall;

    /// <summary>Right and wrong detections at overlap 0.5 from a score on.</summary>
    public (long Right, long Wrong) CountFrom(float score)
    {
        long right = 0;
        long wrong = 0;
        foreach (ScoredBox box in _boxes)
        {
            if (box.Score < score || box.IsIgnored(0, 0))
                continue;
            if (box.IsMatched(0, 0))
                right++;
            else
                wrong++;
        }

        return (right, wrong);
    }

    private (double Average, double Recall)? Curve(AreaRange range, int threshold)
    {
        int area = (int)range;
        long objects = _objects[area];
        if (objects == 0)
            return null;
        Sort();
        var precision = new List<double>(_boxes.Count);
        var recall = new List<double>(_boxes.Count);
        long right = 0;
        long wrong = 0;
        foreach (ScoredBox box in _boxes)
        {
            if (box.IsIgnored(area, threshold))
                continue;
            if (box.IsMatched(area, threshold))
                right++;
            else
                wrong++;
            precision.Add((double)right / (right + wrong));
            recall.Add((double)right / objects);
        }

        // Precision at a recall is the best precision at that recall or any higher one.
        for (int i = precision.Count - 2; i >= 0; i--)
            precision[i] = Math.Max(precision[i], precision[i + 1]);
        double sum = 0;
        int place = 0;
        for (int point = 0; point < CocoThresholds.RecallPoints; point++)
        {
            while (place < recall.Count && recall[place] < point / 100.0)
                place++;
            if (place == recall.Count)
                break;
            sum += precision[place];
        }

        return (sum / CocoThresholds.RecallPoints, (double)right / objects);
    }

    private void Sort()
    {
        if (_sorted)
            return;
        // Equal scores keep the order of the frames, so that results do not depend on the sort.
        ScoredBox[] ordered = [.. _boxes.OrderByDescending(box => box.Score)];
        _boxes.Clear();
        _boxes.AddRange(ordered);
        _sorted = true;
    }
}
