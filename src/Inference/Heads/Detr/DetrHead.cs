using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Detr;

/// <summary>
/// DETR (Carion et al. 2020, arXiv:2005.12872) and RT-DETR (Zhao et al. 2023, arXiv:2304.08069): queries with class logits
/// and centre and size relative to the picture. Logits of one class more than there are labels end with "no object" and
/// go through softmax, others through the logistic function. Each query gives its best class.
/// </summary>
public sealed class DetrHead : IDetectionHead
{
    private readonly DetrLayout _layout;
    private readonly int _width;
    private readonly int _height;

    private DetrHead(DetrLayout layout, HeadQuestion question)
    {
        _layout = layout;
        _width = question.InputWidth;
        _height = question.InputHeight;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } = new(
        "detr",
        "a float output [1, queries, classes] or [1, queries, classes + 1] with logits and one [1, queries, 4] with boxes, "
            + "or one [1, queries, 4 + classes] with probabilities",
        32,
        Recognize);

    /// <inheritdoc/>
    public string Name => Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount => _layout.Classes;

    /// <inheritdoc/>
    public bool NeedsSuppression => false;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        ReadOnlySpan<float> boxes = OutputShapes.Values(outputs[_layout.Boxes], _layout.Queries, _layout.BoxStep);
        ReadOnlySpan<float> scores = OutputShapes.Values(outputs[_layout.Scores], _layout.Queries, _layout.ScoreStep);
        for (int query = 0; query < _layout.Queries; query++)
        {
            ReadOnlySpan<float> values = scores.Slice((query * _layout.ScoreStep) + _layout.ScoreOffset, _layout.Channels);
            int best = BestClass.Find(values, 1, ClassCount, out float value);
            float score = _layout.Kind switch
            {
                DetrScores.Softmax => Softmax(values, value),
                DetrScores.Logistic => Logistic.Of(value),
                _ => value,
            };
            ReadOnlySpan<float> box = boxes.Slice(query * _layout.BoxStep, 4);
            candidates.AddCentered(score, best, box[0] * _width, box[1] * _height, box[2] * _width, box[3] * _height);
        }
    }

    private static float Softmax(ReadOnlySpan<float> logits, float logit)
    {
        float sum = 0;
        foreach (float other in logits)
            sum += MathF.Exp(other - logit);
        return 1 / sum;
    }

    private static HeadMatch? Recognize(HeadQuestion question)
    {
        if (DetrLayout.Find(question) is not { } layout)
            return null;
        string kind = layout.Kind switch
        {
            DetrScores.Softmax => $"logits of {layout.Classes} classes and no object",
            DetrScores.Logistic => $"logits of {layout.Classes} classes",
            _ => $"probabilities of {layout.Classes} classes",
        };
        string shown = string.Join(" and ", new[] { layout.Boxes, layout.Scores }.Distinct().Select(index => question.Outputs[index]));
        return new HeadMatch(layout.Classes, $"output {shown}: {layout.Queries} queries with boxes and {kind}", () => new DetrHead(layout, question));
    }
}
