using VideoDyn.Core.Errors;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;

namespace VideoDyn.Inference.Segmentation;

/// <summary>How one output tells a class for every pixel.</summary>
internal sealed record SegmentLayout
{
    /// <summary>Index among the model's outputs.</summary>
    public required int Output { get; init; }

    /// <summary>Rows of the map.</summary>
    public required int Height { get; init; }

    /// <summary>Columns of the map.</summary>
    public required int Width { get; init; }

    /// <summary>Numbers per pixel: one per class, or 1 for a mask or for class numbers.</summary>
    public required int Channels { get; init; }

    /// <summary>Whether a pixel's numbers lie together.</summary>
    public bool Packed { get; init; }

    /// <summary>Whether the numbers are classes already.</summary>
    public bool AreClasses { get; init; }

    /// <summary>With one channel: the value from which a pixel belongs to the mask.</summary>
    public float MaskLimit { get; init; }

    /// <summary>Classes that this output tells besides the background, which all outputs share.</summary>
    public int Foreground => AreClasses ? 0 : Math.Max(1, Channels - 1);

    /// <summary>
    /// Recognises the outputs by shape. The axis of classes is the one without which an output has the shape of the
    /// picture; numbers of two outputs share the background.
    /// </summary>
    /// <exception cref="VideoDynException">Kind Model: an output is no map, or labels and classes differ in number.</exception>
    public static SegmentLayout[] Find(string file, IReadOnlyList<OutputShape> outputs, InputSpec input, int labels, OnnxModel graph)
    {
        SegmentLayout[] layouts = [.. outputs.Select((output, index) => Of(output, index, input, graph)
            ?? throw VideoDynException.Model($"model '{file}': output {output} is no class map at input {input.Width}x{input.Height}; expected [1, classes, rows, columns], [1, rows, columns, classes] or whole numbers [1, rows, columns]"))];
        if (layouts is [{ AreClasses: true }])
            return layouts;
        int classes = 1 + layouts.Sum(layout => layout.Foreground);
        return Array.TrueForAll(layouts, layout => !layout.AreClasses) && classes == labels
            ? layouts
            : throw VideoDynException.Model($"model '{file}': its outputs {string.Join(", ", outputs)} tell {classes} classes apart (the background counted once), but there are {labels} labels");
    }

    private static SegmentLayout? Of(OutputShape output, int index, InputSpec input, OnnxModel graph)
    {
        long[] shape = output.Shape;
        if (shape.Length is not (3 or 4) || shape[0] != 1 || shape.Any(size => size is < 1 or > int.MaxValue))
            return null;
        bool areClasses = !OutputShapes.IsFloat(output);
        if (shape.Length == 3)
            return Mask((int)shape[1], (int)shape[2]);
        bool packed = Mismatch(shape[1], shape[2], input) < Mismatch(shape[2], shape[3], input);
        (long channels, long rows, long columns) = packed ? (shape[3], shape[1], shape[2]) : (shape[1], shape[2], shape[3]);
        if (channels == 1)
            return Mask((int)rows, (int)columns);
        return areClasses
            ? null
            : new SegmentLayout { Output = index, Height = (int)rows, Width = (int)columns, Channels = (int)channels, Packed = packed };

        SegmentLayout Mask(int rows, int columns) => new()
        {
            Output = index,
            Height = rows,
            Width = columns,
            Channels = 1,
            AreClasses = areClasses,
            MaskLimit = OutputActivation.Of(graph, output.Name) == "Sigmoid" ? 0.5f : 0,
        };
    }

    // How far the shape of a map is from that of the picture: 0 when they are the same.
    private static double Mismatch(long rows, long columns, InputSpec input) =>
        Math.Abs(Math.Log((double)rows * input.Width / ((double)columns * input.Height)));
}
