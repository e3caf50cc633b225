using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.FastestDet;

/// <summary>
/// FastestDet (Ma 2022): one map with objectness, four box values and class probabilities per cell, channel by channel.
/// Score = objectness^0.6 x best class^0.4; centre = (cell + tanh) and size = sigmoid, both relative to the picture.
/// </summary>
public sealed class FastestDetHead : IDetectionHead
{
    private const int BoxChannels = 5;
    private const float ObjectnessPower = 0.6f;
    private const float ClassPower = 0.4f;

    private readonly int _output;
    private readonly int _rows;
    private readonly int _columns;
    private readonly int _width;
    private readonly int _height;

    private FastestDetHead(int output, int rows, int columns, int classCount, HeadQuestion question)
    {
        _output = output;
        _rows = rows;
        _columns = columns;
        _width = question.InputWidth;
        _height = question.InputHeight;
        ClassCount = classCount;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } =
        new("fastestdet", "one float output [1, 5 + classes, rows, columns], one cell per 16 or 32 pixels", 32, Recognize);

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
        int cells = _rows * _columns;
        ReadOnlySpan<float> values = OutputShapes.Values(outputs[_output], cells, BoxChannels + ClassCount);
        // No class probability exceeds 1, so objectness alone must reach this; the slack is far above rounding.
        float limit = MathF.Pow(candidates.Threshold, 1 / ObjectnessPower) * 0.9999f;
        for (int cell = 0; cell < cells; cell++)
        {
            float objectness = values[cell];
            if (objectness < limit)
                continue;
            int best = BestClass.Find(values[((BoxChannels * cells) + cell)..], cells, ClassCount, out float probability);
            float score = MathF.Pow(objectness, ObjectnessPower) * MathF.Pow(probability, ClassPower);
            if (score < candidates.Threshold)
                continue;
            candidates.AtCell(((cell % _columns) + 0.5f) / _columns * _width, ((cell / _columns) + 0.5f) / _rows * _height);
            candidates.AddCentered(
                score, best,
                ((cell % _columns) + MathF.Tanh(values[cells + cell])) / _columns * _width,
                ((cell / _columns) + MathF.Tanh(values[(2 * cells) + cell])) / _rows * _height,
                Logistic.Of(values[(3 * cells) + cell]) * _width,
                Logistic.Of(values[(4 * cells) + cell]) * _height);
        }
    }

    private static HeadMatch? Recognize(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (!OutputShapes.IsFloat(output) || output.Shape is not [1, > BoxChannels, > 0, > 0])
                continue;
            int classes = (int)output.Shape[1] - BoxChannels, rows = (int)output.Shape[2], columns = (int)output.Shape[3];
            if (!(question.IsNamed || (question.LabelCount == classes && IsGrid(question, rows, columns))))
                continue;
            int chosen = index;
            return new HeadMatch(
                classes,
                $"output {output} is one map of {columns}x{rows} cells with objectness, 4 box values and {classes} classes",
                () => new FastestDetHead(chosen, rows, columns, classes, question));
        }

        return null;
    }

    private static bool IsGrid(HeadQuestion question, int rows, int columns) =>
        question.InputWidth / columns is 16 or 32
        && question.InputWidth % columns == 0
        && question.InputWidth / columns * rows == question.InputHeight;
}
