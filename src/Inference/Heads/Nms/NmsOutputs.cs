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
    private readonly SuppressedBoxes _reader;

    private NmsOutputs(int boxes, int scores, int classes, int number, HeadQuestion question)
    {
        _boxes = boxes;
        _scores = scores;
        _classes = classes;
        _number = number;
        _reader = new SuppressedBoxes(question);
    }

    /// <inheritdoc/>
    public string Name => NmsHead.Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount => _reader.ClassCount;

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
            _reader.Add(candidates, scores[row], classes[row], boxes.Slice(row * 4, 4));
    }

    /// <summary>
    /// Whether a model has such outputs. They are told apart by shape and type, or by the names that the card gives; where
    /// scores and classes are alike and the card says nothing, that is an error.
    /// </summary>
    internal static HeadMatch? Recognize(HeadQuestion question)
    {
        IReadOnlyList<OutputShape> outputs = question.Outputs;
        HeadNotes notes = question.Notes;
        int boxes = Named(outputs, notes.Boxes, "boxes") ?? Find(outputs, output => OutputShapes.IsFloat(output) && IsRows(output, 4));
        if (boxes < 0)
            return null;
        long rows = outputs[boxes].Shape[^2];
        int[] lists = [.. Enumerable.Range(0, outputs.Count).Where(index => OutputShapes.IsFloat(outputs[index]) && IsList(outputs[index], rows))];
        int classes = Named(outputs, notes.Classes, "classes") ?? Find(outputs, output => OutputShapes.IsInteger(output) && IsList(output, rows));
        int? scores = Named(outputs, notes.Scores, "scores");
        if (classes < 0 && scores is { } known)
            classes = lists.Except([known]) is var rest && rest.Count() == 1 ? rest.First() : -1;
        int[] open = [.. lists.Except([classes])];
        if (classes < 0 && lists.Length == 2)
            throw AreAlike(outputs[boxes], outputs[lists[0]], outputs[lists[1]]);
        int chosen = scores ?? (open.Length == 1 ? open[0] : -1);
        if (chosen < 0 || classes < 0)
            return null;
        // The number has one element; a list of one row would look alike, so it must be another output than these.
        int number = Named(outputs, notes.Number, "number")
            ?? Find(outputs, output => output.Shape.Aggregate(1L, (all, size) => all * size) == 1, boxes, chosen, classes);
        return new HeadMatch(
            question.LabelCount ?? 0,
            $"outputs {outputs[boxes]}, {outputs[chosen]} and {outputs[classes]} are boxes, scores and classes{(number < 0 ? "" : $", {outputs[number]} their number")}, suppressed in the graph",
            () => new NmsOutputs(boxes, chosen, classes, number, question));
    }

    private static VideoDynException AreAlike(OutputShape boxes, OutputShape one, OutputShape other) => VideoDynException.Model(
        $"outputs {boxes}, {one} and {other} look like boxes, scores and classes, but the graph does not tell scores from classes; write in the card e.g. "
        + $"'outputs: {{boxes: {boxes.Name}, scores: {one.Name}, classes: {other.Name}, format: yxyx-relative, first-class: 1}}' (format: xyxy, xyxy-relative, yxyx or yxyx-relative; first-class: the number of the first label, 0 or 1)");

    private static int? Named(IReadOnlyList<OutputShape> outputs, string? name, string key)
    {
        if (name is null)
            return null;
        int index = Find(outputs, output => output.Name == name);
        return index >= 0
            ? index
            : throw VideoDynException.Model($"key 'outputs.{key}': the card says '{name}', the graph gives {string.Join(", ", outputs)}{NearestName.Hint(name, outputs.Select(output => output.Name))}");
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

    private static int Find(IReadOnlyList<OutputShape> outputs, Func<OutputShape, bool> fits, params ReadOnlySpan<int> except)
    {
        for (int index = 0; index < outputs.Count; index++)
        {
            if (!except.Contains(index) && fits(outputs[index]))
                return index;
        }

        return -1;
    }
}
