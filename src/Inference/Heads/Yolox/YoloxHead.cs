using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Yolox;

/// <summary>
/// YOLOX (Ge et al. 2021, arXiv:2107.08430): one row per cell of strides 8, 16 and 32 with x, y, log width, log height,
/// objectness and class scores, both already probabilities. Score = objectness times best class.
/// </summary>
public sealed class YoloxHead : IDetectionHead
{
    private const int BoxChannels = 5;
    private static readonly int[] s_strides = [8, 16, 32];

    private readonly int _output;
    private readonly StrideGrid _grid;
    private readonly bool _decodedInGraph;
    private readonly int _rows;

    private YoloxHead(int output, StrideGrid grid, int rows, int classCount, bool decodedInGraph)
    {
        _output = output;
        _grid = grid;
        _rows = rows;
        ClassCount = classCount;
        _decodedInGraph = decodedInGraph;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } =
        new("yolox", "one float output [1, N, 5 + classes], N = cells of strides 8, 16, 32", 32, Recognize);

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
        ReadOnlySpan<float> values = outputs[_output].Values;
        int channels = BoxChannels + ClassCount;
        if (values.Length != _rows * channels)
            throw VideoDynException.Model($"output '{outputs[_output].Name}' changed its size at run time: {values.Length} values, expected {_rows} x {channels}");
        float threshold = candidates.Threshold;
        int start = 0;
        for (int level = 0; level < _grid.Strides.Count; level++)
        {
            int stride = _grid.Strides[level];
            int columns = _grid.Columns(level);
            int rows = _grid.Rows(level);
            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++, start += channels)
                {
                    // A class probability is at most 1, so the product cannot reach what objectness alone does not.
                    float objectness = values[start + 4];
                    if (objectness < threshold)
                        continue;
                    DecodeCell(values.Slice(start, channels), objectness, column, row, stride, candidates);
                }
            }
        }
    }

    private void DecodeCell(
        ReadOnlySpan<float> cell, float objectness, int column, int row, int stride, CandidateBuffer candidates)
    {
        int best = BestClass.Find(cell[BoxChannels..], 1, ClassCount, out float probability);
        float score = objectness * probability;
        if (score < candidates.Threshold)
            return;
        candidates.AtCell((column + 0.5f) * stride, (row + 0.5f) * stride);
        if (_decodedInGraph)
            candidates.AddCentered(score, best, cell[0], cell[1], cell[2], cell[3]);
        else
            candidates.AddCentered(score, best, (cell[0] + column) * stride, (cell[1] + row) * stride, MathF.Exp(cell[2]) * stride, MathF.Exp(cell[3]) * stride);
    }

    private static HeadMatch? Recognize(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (!OutputShapes.IsFloatMatrix(output) || output.Shape[2] <= BoxChannels)
                continue;
            StrideGrid? grid = StrideGrid.Match(output.Shape[1], question.InputWidth, question.InputHeight, s_strides);
            int classes = (int)output.Shape[2] - BoxChannels;
            // Exporters can put the box arithmetic into the graph; the exponential is then one of its operators.
            bool decoded = question.Operators.Contains("Exp");
            if (grid is null || !(question.IsNamed || IsBeyondDoubt(question, classes, decoded)))
                continue;
            int chosen = index;
            return new HeadMatch(
                classes,
                $"output {output} has one row per cell of strides 8, 16, 32 with 4 box values{(decoded ? " (decoded in the graph)" : "")}, objectness and {classes} classes",
                () => new YoloxHead(chosen, grid, (int)output.Shape[1], classes, decoded));
        }

        return null;
    }

    // Rows of 5 + classes look like rows of 4 + (classes + 1). The label count decides; without it, a graph that takes
    // neither exponentials nor differences cannot have turned distances into boxes, as heads without objectness do.
    private static bool IsBeyondDoubt(HeadQuestion question, int classes, bool decoded) => question.LabelCount is { } labels
        ? labels == classes
        : decoded || !(question.Operators.Contains("Sub") || question.Operators.Contains("Softmax"));
}
