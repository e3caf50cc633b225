using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Nms;

/// <summary>
/// End-to-end detectors whose graph suppresses overlapping boxes itself and gives rows of corners (input pixels), score
/// and class. The number of rows may change from picture to picture.
/// </summary>
public sealed class NmsHead : IDetectionHead
{
    private static readonly int[][] s_families = [[8, 16, 32], [8, 16, 32, 64], [4, 8, 16, 32]];
    private static readonly string[] s_selectors = ["NonMaxSuppression", "TopK", "EfficientNMS_TRT", "BatchedNMS_TRT"];

    private readonly int _output;
    private readonly bool _batched;
    private readonly SuppressedBoxes _boxes;

    private NmsHead(int output, bool batched, HeadQuestion question)
    {
        _output = output;
        _batched = batched;
        _boxes = new SuppressedBoxes(question);
    }

    /// <summary>The registration, which serves rows and the separate outputs of <see cref="NmsOutputs"/>.</summary>
    public static HeadDescriptor Descriptor { get; } = new(
        "nms",
        "one float output [1, N, 6] (x1, y1, x2, y2, score, class) or [N, 7] (picture, x1, y1, x2, y2, class, score), or "
            + "boxes [1, N, 4], scores [1, N], whole-number classes [1, N] and optionally their number [1, 1]; the card's section 'outputs' names them where types do not tell",
        32,
        question => (question.Notes.Boxes is null ? RecognizeRows(question) : null) ?? NmsOutputs.Recognize(question));

    /// <inheritdoc/>
    public string Name => Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount => _boxes.ClassCount;

    /// <inheritdoc/>
    public bool NeedsSuppression => false;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        OutputTensor output = outputs[_output];
        int columns = _batched ? 7 : 6;
        int rows = output.Values.Length / columns;
        ReadOnlySpan<float> values = OutputShapes.Values(output, rows, columns);
        for (int start = 0; start < values.Length; start += columns)
        {
            ReadOnlySpan<float> row = values.Slice(start, columns);
            if (_batched)
                _boxes.Add(candidates, row[6], row[5], row[1..5]);
            else
                _boxes.Add(candidates, row[4], row[5], row[..4]);
        }
    }

    private static HeadMatch? RecognizeRows(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            bool plain = output.Shape.Length == 3 && output.Shape[0] == 1 && output.Shape[2] == 6;
            bool flat = output.Shape.Length == 2 && output.Shape[1] is 6 or 7;
            if (!OutputShapes.IsFloat(output) || !(plain || flat) || !(question.IsNamed || IsBeyondDoubt(question, output)))
                continue;
            int chosen = index;
            bool batched = flat && output.Shape[1] == 7;
            return new HeadMatch(
                question.LabelCount ?? 0,
                $"output {output} has rows of corners, score and class, suppressed in the graph",
                () => new NmsHead(chosen, batched, question));
        }

        return null;
    }

    // Six channels are also four box values, objectness and one class, or four and two classes, of a head with cells.
    private static bool IsBeyondDoubt(HeadQuestion question, OutputShape output) =>
        s_selectors.Any(question.Operators.Contains)
        && StrideGrid.Match(output.Shape[^2], question.InputWidth, question.InputHeight, s_families) is null;
}
