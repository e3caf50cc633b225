using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Yolov8;

/// <summary>
/// The output of YOLOv8, YOLOv9, YOLO11 and their kin: centre, size (input pixels) and class probabilities per cell,
/// no objectness. Exporters write it channel by channel, [1, 4 + classes, N]; some users transpose it to rows.
/// </summary>
public sealed class Yolov8Head : IDetectionHead
{
    private const int BoxChannels = 4;
    private const int Tile = 1024;
    private static readonly int[][] s_families = [[8, 16, 32], [8, 16, 32, 64], [4, 8, 16, 32]];

    private readonly int _output;
    private readonly int _cells;
    private readonly bool _inRows;
    private readonly int[] _marks = new int[Tile];
    private readonly StrideGrid? _grid;

    private Yolov8Head(int output, int cells, int classCount, bool inRows, StrideGrid? grid)
    {
        _grid = grid;
        _output = output;
        _cells = cells;
        ClassCount = classCount;
        _inRows = inRows;
    }

    /// <summary>The registration.</summary>
    public static HeadDescriptor Descriptor { get; } =
        new("yolov8", "one float output [1, 4 + classes, N] or [1, N, 4 + classes], N = cells of strides 8, 16, 32", 32, Recognize);

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
        if (values.Length != _cells * (BoxChannels + ClassCount))
            throw VideoDynException.Model($"output '{outputs[_output].Name}' changed its size at run time: {values.Length} values, expected {_cells} x {BoxChannels + ClassCount}");
        if (_inRows)
            DecodeRows(values, candidates);
        else
            DecodeChannels(values, candidates);
    }

    private void DecodeRows(ReadOnlySpan<float> values, CandidateBuffer candidates)
    {
        int channels = BoxChannels + ClassCount;
        for (int cell = 0; cell < _cells; cell++)
        {
            ReadOnlySpan<float> row = values.Slice(cell * channels, channels);
            if (!ThresholdScan.Any(row[BoxChannels..], candidates.Threshold))
                continue;
            int best = BestClass.Find(row[BoxChannels..], 1, ClassCount, out float score);
            Locate(cell, candidates);
            candidates.AddCentered(score, best, row[0], row[1], row[2], row[3]);
        }
    }

    // Tiles of cells keep the marks in the first cache while the class planes stream by, each read once.
    private void DecodeChannels(ReadOnlySpan<float> values, CandidateBuffer candidates)
    {
        ReadOnlySpan<float> classes = values[(BoxChannels * _cells)..];
        for (int start = 0; start < _cells; start += Tile)
        {
            Span<int> marks = _marks.AsSpan(0, Math.Min(Tile, _cells - start));
            ThresholdScan.Columns(classes, _cells, start, candidates.Threshold, marks);
            for (int next = marks.IndexOfAnyExcept(0); next >= 0;)
            {
                int cell = start + next;
                int best = BestClass.Find(classes[cell..], _cells, ClassCount, out float score);
                Locate(cell, candidates);
                candidates.AddCentered(score, best, values[cell], values[_cells + cell], values[(2 * _cells) + cell], values[(3 * _cells) + cell]);
                int further = marks[(next + 1)..].IndexOfAnyExcept(0);
                next = further < 0 ? -1 : next + 1 + further;
            }
        }
    }

    private void Locate(int cell, CandidateBuffer candidates)
    {
        if (_grid is null)
            return;
        (float x, float y) = _grid.Middle(cell);
        candidates.AtCell(x, y);
    }

    private static HeadMatch? Recognize(HeadQuestion question)
    {
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (!OutputShapes.IsFloatMatrix(output) || InRows(output, question) is not { } inRows)
                continue;
            int channels = (int)(inRows ? output.Shape[2] : output.Shape[1]);
            int cells = (int)(inRows ? output.Shape[1] : output.Shape[2]);
            int classes = channels - BoxChannels;
            if (classes < 1 || !(question.IsNamed || !inRows || IsBeyondDoubt(question, classes)))
                continue;
            int chosen = index;
            return new HeadMatch(
                classes,
                $"output {output} has {cells} cells with 4 box values and {classes} classes, {(inRows ? "cell by cell" : "channel by channel")}, no objectness",
                () => new Yolov8Head(chosen, cells, classes, inRows, StrideGrid.Match(cells, question.InputWidth, question.InputHeight, s_families)));
        }

        return null;
    }

    // The axis that counts the cells of the input size; null when neither does. A named head may have any number of
    // cells (other strides): then the longer axis counts them.
    private static bool? InRows(OutputShape output, HeadQuestion question)
    {
        bool rows = StrideGrid.Match(output.Shape[1], question.InputWidth, question.InputHeight, s_families) is not null;
        bool channels = StrideGrid.Match(output.Shape[2], question.InputWidth, question.InputHeight, s_families) is not null;
        if (rows != channels)
            return rows;
        if (!question.IsNamed || output.Shape[1] == output.Shape[2])
            return null;
        return output.Shape[1] > output.Shape[2];
    }

    // See the remark in YoloxHead: rows of this head look like rows of one with objectness and one class less.
    private static bool IsBeyondDoubt(HeadQuestion question, int classes) => question.LabelCount is { } labels
        ? labels == classes
        : !question.Operators.Contains("Exp") && (question.Operators.Contains("Sub") || question.Operators.Contains("Softmax"));
}
