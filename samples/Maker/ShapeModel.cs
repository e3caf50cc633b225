using VideoDyn.Inference.Onnx;

namespace VideoDyn.SampleMaker;

/// <summary>
/// A detector for <see cref="ShapeScene"/> that nobody trained: its weights are written down. Colour masks, then image
/// moments by convolution (area, mean and variance of the mask around each cell), then boxes from the moments: a
/// uniform rectangle of width w has variance w*w/12, a disc of diameter d has d*d/16. The output looks like that of a
/// YOLOv8 detector: [1, 4 + classes, cells], boxes as centre and size in input pixels.
/// </summary>
public static class ShapeModel
{
    private const int Kinds = 3;
    private const int Cell = 4;
    private const int Reach = 15;
    private const int Step = 2;
    private const int Stride = Cell * Step;
    private const int Moments = 5;

    /// <summary>Builds the model for a picture of the given size, a multiple of 8 both ways.</summary>
    public static OnnxModel Build(int width, int height)
    {
        var graph = new OnnxGraphBuilder("shapes", opset: 13);
        string image = graph.Input("image", 1, 3, height, width);
        string masks = Masks(graph, image);
        string moments = graph.Node(
            "Conv", [masks, graph.Initializer<float>([Kinds * Moments, 1, Reach, Reach], MomentKernels())],
            ("group", Kinds), Lengths("strides", Step, Step), Lengths("pads", Reach / 2, Reach / 2, Reach / 2, Reach / 2));
        int columns = width / Stride, rows = height / Stride;
        string[] boxes = [.. Enumerable.Range(0, Kinds).Select(kind => Boxes(graph, moments, (ShapeKind)kind, columns, rows))];
        string output = graph.Node("Concat", boxes, ("axis", 2));
        graph.Output(output, OnnxElementType.Float32, 1, 4 + Kinds, Kinds * columns * rows);
        return graph.Build();
    }

    // How much a pixel is of one primary colour and none of the others, clipped to 0..1, averaged over cells.
    private static string Masks(OnnxGraphBuilder graph, string image)
    {
        const float gain = 6, others = 0.75f, threshold = 0.12f;
        var weights = new float[Kinds * 3];
        for (int kind = 0; kind < Kinds; kind++)
        {
            for (int channel = 0; channel < 3; channel++)
                weights[(kind * 3) + channel] = gain * (kind == channel ? 1 : -others);
        }

        string conv = graph.Node(
            "Conv", [image, graph.Initializer<float>([Kinds, 3, 1, 1], weights), graph.Initializer<float>([Kinds], [.. Enumerable.Repeat(-gain * threshold, Kinds)])]);
        string mask = graph.Node("Clip", [conv, Scalar(graph, 0), Scalar(graph, 1)]);
        return graph.Node("AveragePool", [mask], Lengths("kernel_shape", Cell, Cell), Lengths("strides", Cell, Cell));
    }

    // Per kind: sums of 1, x, y, x*x and y*y over the reach, in pixels from the middle of the output cell.
    private static float[] MomentKernels()
    {
        var kernels = new float[Kinds * Moments * Reach * Reach];
        for (int index = 0; index < kernels.Length; index++)
        {
            int moment = index / (Reach * Reach) % Moments;
            // The window is centred on the first of the two mask cells of an output cell, half a mask cell before its middle.
            double x = ((index % Reach) - (Reach / 2) - 0.5) * Cell;
            double y = ((index / Reach % Reach) - (Reach / 2) - 0.5) * Cell;
            kernels[index] = (float)(moment switch { 0 => 1, 1 => x, 2 => y, 3 => x * x, _ => y * y });
        }

        return kernels;
    }

    private static string Boxes(OnnxGraphBuilder graph, string moments, ShapeKind kind, int columns, int rows)
    {
        string Moment(int index)
        {
            int channel = ((int)kind * Moments) + index;
            string slice = graph.Node(
                "Slice", [moments, Integers(graph, channel), Integers(graph, channel + 1), Integers(graph, 1)]);
            return graph.Node("Reshape", [slice, Integers(graph, 1, 1, columns * rows)]);
        }

        string area = Moment(0);
        string divisor = graph.Node("Add", [area, Scalar(graph, 1e-3f)]);
        string meanX = graph.Node("Div", [Moment(1), divisor]);
        string meanY = graph.Node("Div", [Moment(2), divisor]);
        string width = Extent(graph, kind, Moment(3), divisor, meanX);
        string height = Extent(graph, kind, Moment(4), divisor, meanY);
        string score = Score(graph, area, meanX, meanY);
        string zero = graph.Node("Mul", [score, Scalar(graph, 0)]);
        string[] scores = [.. Enumerable.Range(0, Kinds).Select(other => other == (int)kind ? score : zero)];
        string x = graph.Node("Add", [meanX, Grid(graph, columns, rows, index => index % columns)]);
        string y = graph.Node("Add", [meanY, Grid(graph, columns, rows, index => index / columns)]);
        return graph.Node("Concat", [x, y, width, height, .. scores], ("axis", 1));
    }

    private static string Extent(OnnxGraphBuilder graph, ShapeKind kind, string squares, string divisor, string mean)
    {
        string variance = graph.Node("Sub", [graph.Node("Div", [squares, divisor]), graph.Node("Mul", [mean, mean])]);
        // Averaging over cells hides the variance inside a cell, Cell*Cell/12.
        string whole = graph.Node("Add", [variance, Scalar(graph, Cell * Cell / 12f)]);
        string squared = graph.Node("Mul", [whole, Scalar(graph, kind == ShapeKind.Ball ? 16 : 12)]);
        return graph.Node("Sqrt", [graph.Node("Relu", [squared])]);
    }

    // Near 1 where the mask has enough area and its middle lies inside this cell, 0 elsewhere.
    private static string Score(OnnxGraphBuilder graph, string area, string meanX, string meanY)
    {
        string Inside(string mean) => Unit(
            graph, graph.Node("Sub", [Scalar(graph, (Stride / 2f) + 1), graph.Node("Abs", [mean])]));
        string enough = Unit(graph, graph.Node("Mul", [area, Scalar(graph, 1f / 12)]));
        string inside = graph.Node("Mul", [Inside(meanX), Inside(meanY)]);
        return graph.Node("Mul", [graph.Node("Mul", [enough, inside]), Scalar(graph, 0.95f)]);
    }

    private static string Unit(OnnxGraphBuilder graph, string value) => graph.Node("Clip", [value, Scalar(graph, 0), Scalar(graph, 1)]);

    private static string Grid(OnnxGraphBuilder graph, int columns, int rows, Func<int, int> cell) => graph.Initializer<float>(
        [1, 1, columns * rows], [.. Enumerable.Range(0, columns * rows).Select(index => (cell(index) * Stride) + (Stride / 2f))]);

    private static string Scalar(OnnxGraphBuilder graph, float value) => graph.Initializer<float>([], value);

    private static OnnxAttribute Lengths(string name, params long[] values) => OnnxAttribute.Of(name, values.AsSpan());

    private static string Integers(OnnxGraphBuilder graph, params long[] values) => graph.Initializer<long>([values.Length], values);
}
