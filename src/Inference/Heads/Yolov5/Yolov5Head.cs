using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Yolov5;

/// <summary>
/// YOLOv5, YOLOv6 of the first releases and YOLOv7 with the box arithmetic in the graph: one row per anchor with centre,
/// size (input pixels), objectness and class probabilities. Score = objectness times best class.
/// </summary>
public sealed class Yolov5Head : IDetectionHead
{
    internal const int BoxChannels = 5;
    private static readonly int[][] s_families = [[8, 16, 32], [8, 16, 32, 64]];
    private static readonly int[] s_anchorsPerCell = [3, 2, 4, 6];

    private readonly int _output;
    private readonly int _rows;

    private Yolov5Head(int output, int rows, int classCount)
    {
        _output = output;
        _rows = rows;
        ClassCount = classCount;
    }

    /// <summary>The registration, which serves decoded rows and the raw maps of <see cref="Yolov5Maps"/>.</summary>
    public static HeadDescriptor Descriptor { get; } = new(
        "yolov5",
        "one float output [1, N, 5 + classes], N = anchors x cells of strides 8, 16, 32, or, with 'anchors' in the card, "
            + "one raw map per stride [1, A, rows, columns, 5 + classes] or [1, A * (5 + classes), rows, columns]",
        32,
        question => RecognizeRows(question) ?? Yolov5Maps.Recognize(question));

    /// <inheritdoc/>
    public string Name => Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public bool NeedsSuppression => true;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        int channels = BoxChannels + ClassCount;
        ReadOnlySpan<float> values = OutputShapes.Values(outputs[_output], _rows, channels);
        float threshold = candidates.Threshold;
        for (int start = 0; start < values.Length; start += channels)
        {
            // A class probability is at most 1, so the product cannot reach what objectness alone does not.
            float objectness = values[start + 4];
            if (objectness < threshold)
                continue;
            ReadOnlySpan<float> row = values.Slice(start, channels);
            int best = BestClass.Find(row[BoxChannels..], 1, ClassCount, out float probability);
            candidates.AddCentered(objectness * probability, best, row[0], row[1], row[2], row[3]);
        }
    }

    private static HeadMatch? RecognizeRows(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (!OutputShapes.IsFloatMatrix(output) || output.Shape[2] <= BoxChannels)
                continue;
            int rows = (int)output.Shape[1];
            int classes = (int)output.Shape[2] - BoxChannels;
            bool fitsLabels = question.LabelCount is null || question.LabelCount == classes;
            if (!(question.IsNamed || (fitsLabels && CountsAnchors(rows, question))))
                continue;
            int chosen = index;
            return new HeadMatch(
                classes,
                $"output {output} has one row per anchor with 4 box values, objectness and {classes} classes",
                () => new Yolov5Head(chosen, rows, classes));
        }

        return null;
    }

    private static bool CountsAnchors(int rows, HeadQuestion question) => s_anchorsPerCell.Any(anchors =>
        rows % anchors == 0 && StrideGrid.Match(rows / anchors, question.InputWidth, question.InputHeight, s_families) is not null);
}
