using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Detections;

/// <summary>
/// Adds up frames for average precision, precision and recall by the rules of the COCO evaluation: greedy matching by
/// falling score, at most 100 detections per frame and class, precision interpolated at 101 recalls, ignore regions.
/// </summary>
/// <remarks>Keeps 20 bytes per detection. For a meaningful average precision feed low scores too. Not thread-safe.</remarks>
public sealed class DetectionMeter
{
    private readonly FrameJudge _judge = new();
    private readonly SortedDictionary<int, ClassRecord> _classes = [];

    /// <summary>Judges one frame that has truth.</summary>
    /// <param name="truth">What is really there; empty when nothing is.</param>
    /// <param name="detections">What was found.</param>
    /// <exception cref="ArgumentException">A score is not a number, or a class index is negative.</exception>
    public void Add(ReadOnlySpan<TruthBox> truth, ReadOnlySpan<Detection> detections)
    {
        foreach (ref readonly Detection detection in detections)
        {
            if (float.IsNaN(detection.Score) || detection.ClassId < 0)
                throw new ArgumentException($"A detection has score {detection.Score} and class {detection.ClassId}.", nameof(detections));
            Need(detection.ClassId);
        }

        foreach (ref readonly TruthBox box in truth)
        {
            if (box.ClassId >= 0)
                Need(box.ClassId);
            else if (!box.Ignore || box.ClassId != TruthBox.AnyClass)
                throw new ArgumentException($"An object has class {box.ClassId}; only ignore regions may have class -1.", nameof(truth));
        }

        foreach ((int classId, ClassRecord record) in _classes)
            record.Judge(_judge, truth, detections, classId);
    }

    /// <summary>The result so far.</summary>
    /// <param name="scoreThreshold">Score from which detections count for precision and recall. Default 0.35.</param>
    public DetectionScores Report(float scoreThreshold = 0.35f)
    {
        var byClass = new List<ClassDetectionScores>();
        var pooled = new OperatingPoint(scoreThreshold, 0, 0, 0);
        foreach ((int classId, ClassRecord record) in _classes)
        {
            (long right, long wrong) = record.CountFrom(scoreThreshold);
            OperatingPoint point = new(scoreThreshold, right, wrong, record.ObjectsIn(AreaRange.All) - right);
            pooled = new(scoreThreshold, pooled.Right + right, pooled.Wrong + wrong, pooled.Missed + point.Missed);
            byClass.Add(new(
                classId, record.AveragePrecision(AreaRange.All, 0), Mean(AllOverlaps.Select(t => record.AveragePrecision(AreaRange.All, t))), point));
        }

        return new DetectionScores
        {
            Ap50 = Mean(_classes.Values.Select(record => record.AveragePrecision(AreaRange.All, 0))),
            Ap75 = Mean(_classes.Values.Select(record => record.AveragePrecision(AreaRange.All, 5))),
            Ap50To95 = OverAll(AreaRange.All),
            BySize = Enum.GetValues<AreaRange>().ToDictionary(range => range, OverAll),
            AverageRecall = Mean(_classes.Values.SelectMany(record => AllOverlaps.Select(t => record.Recall(AreaRange.All, t)))),
            AtThreshold = pooled,
            ByClass = byClass,
        };
    }

    private static IEnumerable<int> AllOverlaps => Enumerable.Range(0, CocoThresholds.Count);

    private double? OverAll(AreaRange range) =>
        Mean(_classes.Values.SelectMany(record => AllOverlaps.Select(t => record.AveragePrecision(range, t))));

    private static double? Mean(IEnumerable<double?> values) => values.Average();

    private void Need(int classId)
    {
        if (!_classes.ContainsKey(classId))
            _classes.Add(classId, new ClassRecord());
    }
}
