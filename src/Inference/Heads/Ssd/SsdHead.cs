using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Ssd;

/// <summary>
/// SSD (Liu et al. 2016, arXiv:1512.02325) and the face detectors made after it: class probabilities and a box per prior.
/// Boxes are corners relative to the picture, or, when the card gives anchors, offsets from those.
/// </summary>
public sealed class SsdHead : IDetectionHead
{
    private readonly int _boxes;
    private readonly int _scores;
    private readonly int _rows;
    private readonly int _background;
    private readonly SsdPriors? _priors;
    private readonly int _width;
    private readonly int _height;

    private SsdHead(int boxes, int scores, int rows, int background, int classCount, HeadQuestion question)
    {
        _boxes = boxes;
        _scores = scores;
        _rows = rows;
        _background = background;
        _width = question.InputWidth;
        _height = question.InputHeight;
        _priors = question.Anchors is { } anchors ? SsdPriors.Create(anchors, question.Notes.Strides, question.InputWidth, question.InputHeight, rows) : null;
        ClassCount = classCount;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } = new(
        "ssd",
        "a float output [1, N, 4] with boxes and one [1, N, classes] or [1, N, 1 + classes] with probabilities, background first",
        32,
        Recognize);

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
        int step = _background + ClassCount;
        ReadOnlySpan<float> boxes = OutputShapes.Values(outputs[_boxes], _rows, 4);
        ReadOnlySpan<float> scores = OutputShapes.Values(outputs[_scores], _rows, step);
        for (int row = 0; row < _rows; row++)
        {
            ReadOnlySpan<float> classes = scores.Slice((row * step) + _background, ClassCount);
            if (!ThresholdScan.Any(classes, candidates.Threshold))
                continue;
            int best = BestClass.Find(classes, 1, ClassCount, out float score);
            ReadOnlySpan<float> box = boxes.Slice(row * 4, 4);
            if (_priors is not null)
                _priors.Add(candidates, score, best, row, box);
            else
                candidates.Add(score, best, box[0] * _width, box[1] * _height, box[2] * _width, box[3] * _height);
        }
    }

    private static HeadMatch? Recognize(HeadQuestion question)
    {
        // Attention makes queries of a transformer, whose scores are logits; convolutions make priors.
        if (!question.IsNamed && question.Operators.Contains("MatMul"))
            return null;
        if (BoxesAndScores.Find(question) is not { } found || (!question.IsNamed && question.LabelCount is null))
            return null;
        int background = question.LabelCount is { } labels ? found.Width - labels : found.Width > 1 ? 1 : 0;
        if (background is not (0 or 1))
            return null;
        int classes = found.Width - background;
        return new HeadMatch(
            classes,
            $"outputs {question.Outputs[found.Boxes]} and {question.Outputs[found.Scores]} are boxes and probabilities of {classes} classes{(background == 1 ? " and background" : "")}"
                + (question.Anchors is null ? ", decoded in the graph" : ", relative to the card's anchors"),
            () => new SsdHead(found.Boxes, found.Scores, found.Rows, background, classes, question));
    }
}
