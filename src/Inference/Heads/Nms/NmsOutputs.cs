using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Nms;

/// <summary>
/// End-to-end detectors that give boxes (corners in input pixels), scores and classes as separate outputs, of which the
/// first few count when a fourth output tells their number.
/// </summary>
public sealed class NmsOutputs : IDetectionHead
{
    private readonly int _boxes;
    private readonly int _scores;
    private readonly int _classes;
    private readonly int _number;

    private NmsOutputs(int boxes, int scores, int classes, int number, int classCount)
    {
        _boxes = boxes;
        _scores = scores;
        _classes = classes;
        _number = number;
        ClassCount = classCount;
    }

    /// <inheritdoc/>
    public string Name => NmsHead.Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public bool NeedsSuppression => false;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        ReadOnlySpan<float> scores = outputs[_scores].Values;
        int rows = scores.Length;
        ReadOnlySpan<float> boxes = OutputShapes.Values(outputs[_boxes], rows, 4);
        ReadOnlySpan<float> classes = OutputShapes.Values(outputs[_classes], rows, 1);
        int count = _number < 0 ? rows : Number(outputs[_number], rows);
        for (int row = 0; row < count; row++)
            NmsHead.Add(candidates, scores[row], classes[row], boxes.Slice(row * 4, 4), ClassCount);
    }

    /// <summary>Whether a model has such outputs. They are told apart by shape and type, so classes must be whole numbers.</summary>
    internal static HeadMatch? Recognize(HeadQuestion question)
    {
        IReadOnlyList<OutputShape> outputs = question.Outputs;
        int boxes = Find(outputs, output => OutputShapes.IsFloat(output) && IsRows(output, 4));
        if (boxes < 0)
            return null;
        long rows = outputs[boxes].Shape[^2];
        int scores = Find(outputs, output => OutputShapes.IsFloat(output) && IsList(output, rows));
        int classes = Find(outputs, output => OutputShapes.IsInteger(output) && IsList(output, rows));
        // The number has one element; a list of one row would look alike, so it must be another output than the classes.
        int number = Find(outputs, output => OutputShapes.IsInteger(output) && output.Shape.Aggregate(1L, (all, size) => all * size) == 1, classes);
        if (scores < 0 || classes < 0)
            return null;
        return new HeadMatch(
            question.LabelCount ?? 0,
            $"outputs {outputs[boxes]}, {outputs[scores]} and {outputs[classes]} are boxes, scores and classes{(number < 0 ? "" : $", {outputs[number]} their number")}, suppressed in the graph",
            () => new NmsOutputs(boxes, scores, classes, number, question.LabelCount ?? 0));
    }

    private static int Number(OutputTensor output, int rows)
    {
        float number = OutputShapes.Values(output, 1, 1)[0];
        return number >= 0 && number <= rows
            ? (int)number
            : throw VideoDynException.Model($"output '{output.Name}' says {number} detections, but the graph gives rows for {rows}");
    }

    private static bool IsRows(OutputShape output, int columns) =>
        output.Shape is [1, _, var last] && last == columns;

    private static bool IsList(OutputShape output, long rows) =>
        (output.Shape is [1, var count] && count == rows) || (output.Shape is [1, var same, 1] && same == rows);

    private static int Find(IReadOnlyList<OutputShape> outputs, Func<OutputShape, bool> fits, int except = -1)
    {
        for (int index = 0; index < outputs.Count; index++)
        {
            if (index != except && fits(outputs[index]))
                return index;
        }

        return -1;
    }
}
