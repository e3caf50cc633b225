using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Networks;

/// <summary>One ONNX file of a model folder, for descriptions.</summary>
/// <param name="File">File name.</param>
/// <param name="Inputs">Inputs with their shapes.</param>
/// <param name="Outputs">Outputs with their shapes.</param>
/// <param name="Macs">Multiply-accumulates of one run.</param>
/// <param name="Parameters">Trained numbers.</param>
/// <param name="FileBytes">Size of the file.</param>
/// <param name="Sha256">SHA-256 of the file, hexadecimal.</param>
public sealed record NetworkPart(
    string File, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, long Macs, long Parameters, long FileBytes, string Sha256)
{
    /// <summary>Describes a file at given input shapes.</summary>
    internal static NetworkPart Of(string path, OnnxModel model, IReadOnlyDictionary<string, long[]> inputs)
    {
        GraphShapes shapes;
        try
        {
            shapes = ShapeInference.Infer(model, inputs);
        }
        catch (VideoDynException)
        {
            // The session says what does not fit; the description goes without the cost.
            shapes = new GraphShapes(new Dictionary<string, ValueFact>());
        }

        GraphCost cost = GraphCost.Of(model, shapes);
        return new NetworkPart(
            Path.GetFileName(path),
            [.. model.Graph.Inputs.Select(value => $"{value.Name}: {value.ElementType} {Show(inputs.GetValueOrDefault(value.Name), value)}")],
            [.. model.Graph.Outputs.Select(value => $"{value.Name}: {value.ElementType} {Show(shapes.Shape(value.Name), value)}")],
            cost.Macs, cost.Parameters, new FileInfo(path).Length, ModelHash.OfFile(path));
    }

    private static string Show(long[]? shape, OnnxValue value) => shape is not null ? string.Join('x', shape) : value.Shape?.ToString() ?? "?";
}
