using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads.Yolov5;

/// <summary>
/// The raw maps of YOLOv5 and YOLOv7: logits per anchor and cell, one output per stride, or what the logistic function
/// makes of them where the graph ends with it. Centre = (2 sigmoid - 0.5 +
/// cell) x stride, size = (2 sigmoid)^2 x anchor; the anchors stand in the card.
/// </summary>
public sealed class Yolov5Maps : IDetectionHead
{
    private readonly Level[] _levels;

    private Yolov5Maps(Level[] levels, int classCount)
    {
        _levels = levels;
        ClassCount = classCount;
    }

    /// <inheritdoc/>
    public string Name => Yolov5Head.Descriptor.Name;

    /// <inheritdoc/>
    public int ClassCount { get; }

    /// <inheritdoc/>
    public bool NeedsSuppression => true;

    /// <inheritdoc/>
    public void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(candidates);
        foreach (Level level in _levels)
            Decode(level, outputs[level.Output], candidates);
    }

    /// <summary>Whether a model has such maps.</summary>
    internal static HeadMatch? Recognize(HeadQuestion question)
    {
        List<Level> levels = [];
        int? channels = null;
        for (int index = 0; index < question.Outputs.Count; index++)
        {
            OutputShape output = question.Outputs[index];
            if (MapOf(output, index, question) is not { } level || (channels ??= level.Channels) != level.Channels)
                continue;
            levels.Add(level);
        }

        if (levels.Count < 2 || channels is not { } width || width <= Yolov5Head.BoxChannels)
            return null;
        int classes = width - Yolov5Head.BoxChannels;
        if (!question.IsNamed && question.LabelCount != classes)
            return null;
        Level[] ordered = [.. levels.OrderBy(level => level.Stride)];
        if (question.Anchors is not { } anchors)
        {
            return question.IsNamed
                ? throw VideoDynException.Model("head 'yolov5' finds raw maps, whose boxes need the key 'anchors' in the card: one list per stride of widths and heights in input pixels, e.g. 'anchors: [[10, 13, 16, 30, 33, 23], [30, 61, 62, 45, 59, 119], [116, 90, 156, 198, 373, 326]]'")
                : null;
        }

        if (anchors.Count != ordered.Length || ordered.Where((level, index) => anchors[index].Count != 2 * level.Anchors).Any())
            throw VideoDynException.Model($"key 'anchors': the card gives {anchors.Count} lists of {string.Join(", ", anchors.Select(list => list.Count))} numbers, the graph has {ordered.Length} maps of {string.Join(", ", ordered.Select(level => level.Anchors))} anchors (two numbers each)");
        Level[] whole = [.. ordered.Select((level, index) => level with { Sizes = [.. anchors[index]] })];
        return new HeadMatch(
            classes,
            $"{whole.Length} raw maps of strides {string.Join(", ", whole.Select(level => level.Stride))} with {whole[0].Anchors} anchors, 4 box values, objectness and {classes} classes",
            () => new Yolov5Maps(whole, classes));
    }

    private static Level? MapOf(OutputShape output, int index, HeadQuestion question)
    {
        long[] shape = output.Shape;
        bool packed = shape.Length == 5;
        if (!OutputShapes.IsFloat(output) || shape.Length is not (4 or 5) || shape[0] != 1 || shape.Any(size => size < 1))
            return null;
        int rows = (int)shape[2], columns = (int)shape[3];
        int stride = question.InputWidth / columns;
        if (stride * columns != question.InputWidth || stride * rows != question.InputHeight || stride < 4)
            return null;
        // In a planar map the card's anchors tell how the channels are shared out; three is what everybody uses.
        int anchors = packed ? (int)shape[1] : question.Anchors is [var first, ..] ? first.Count / 2 : 3;
        if (anchors < 1 || (!packed && shape[1] % anchors != 0))
            return null;
        int channels = packed ? (int)shape[4] : (int)(shape[1] / anchors);
        return new Level(index, stride, rows, columns, anchors, channels, packed, output.Activation == "Sigmoid", []);
    }

    private void Decode(in Level level, OutputTensor output, CandidateBuffer candidates)
    {
        int cells = level.Rows * level.Columns;
        ReadOnlySpan<float> values = OutputShapes.Values(output, level.Anchors * cells, level.Channels);
        float limit = level.AreProbabilities ? candidates.Threshold : Logistic.Below(candidates.Threshold);
        // Packed maps keep a cell's channels together, planar ones keep a channel's cells together.
        int channelStep = level.Packed ? 1 : cells;
        int cellStep = level.Packed ? level.Channels : 1;
        for (int anchor = 0; anchor < level.Anchors; anchor++)
        {
            ReadOnlySpan<float> map = values.Slice(anchor * cells * level.Channels, cells * level.Channels);
            for (int cell = 0; cell < cells; cell++)
            {
                ReadOnlySpan<float> here = map[(cell * cellStep)..];
                float objectness = here[4 * channelStep];
                if (objectness < limit)
                    continue;
                int best = BestClass.Find(here[(Yolov5Head.BoxChannels * channelStep)..], channelStep, ClassCount, out float logit);
                float score = Share(level, objectness) * Share(level, logit);
                if (score < candidates.Threshold)
                    continue;
                float x = ((Share(level, here[0]) * 2) - 0.5f + (cell % level.Columns)) * level.Stride;
                float y = ((Share(level, here[channelStep]) * 2) - 0.5f + (cell / level.Columns)) * level.Stride;
                float width = Square(2 * Share(level, here[2 * channelStep])) * level.Sizes[2 * anchor];
                float height = Square(2 * Share(level, here[3 * channelStep])) * level.Sizes[(2 * anchor) + 1];
                candidates.AddCentered(score, best, x, y, width, height);
            }
        }
    }

    private static float Share(in Level level, float value) => level.AreProbabilities ? value : Logistic.Of(value);

    private static float Square(float value) => value * value;

    private readonly record struct Level(
        int Output, int Stride, int Rows, int Columns, int Anchors, int Channels, bool Packed, bool AreProbabilities, float[] Sizes);
}
