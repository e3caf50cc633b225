using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Onnx.Analysis;
using VideoDyn.Inference.Onnx.Shapes;

namespace VideoDyn.Inference.Analysis;

/// <summary>All that can be said about a model without running it: for <c>videodyn inspect MODEL</c>.</summary>
public sealed record ModelInspection
{
    /// <summary>File name without folder.</summary>
    public required string File { get; init; }

    /// <summary>Size of the file in bytes.</summary>
    public required long FileBytes { get; init; }

    /// <summary>Inputs as declared, e.g. <c>images: Float32 1x3x416x416</c>.</summary>
    public required IReadOnlyList<string> Inputs { get; init; }

    /// <summary>Outputs, with the sizes they have at <see cref="InputShape"/> where shape inference can tell.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>Version of the standard operator set.</summary>
    public required int Opset { get; init; }

    /// <summary>Version of the file format.</summary>
    public required long IrVersion { get; init; }

    /// <summary>The program that wrote the model, with its version; may be empty.</summary>
    public required string Producer { get; init; }

    /// <summary>Operators with their number of uses, most used first.</summary>
    public required IReadOnlyList<KeyValuePair<string, int>> Operators { get; init; }

    /// <summary>Fingerprint of the operators, as cards of the library match it.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Numbers that training set.</summary>
    public required long Parameters { get; init; }

    /// <summary>Shape of the picture input that the rest is told for; null when nothing decides it.</summary>
    public required IReadOnlyList<long>? InputShape { get; init; }

    /// <summary>Multiply-accumulates of one run at that shape; null when the shape is not decided or shapes inside are unknown.</summary>
    public required long? Macs { get; init; }

    /// <summary>The recognised head; null when none was.</summary>
    public required string? Head { get; init; }

    /// <summary>What the head was recognised by, or why none was.</summary>
    public required string HeadReason { get; init; }

    /// <summary>Which card applies and why, or why none does.</summary>
    public required string Card { get; init; }

    /// <summary>What is missing or contradicts before the model can run, one line each; empty when it can.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>Inspects a model.</summary>
    /// <param name="options">The model and what the user says about it.</param>
    /// <exception cref="VideoDynException">Kind Model: not an ONNX model, or its card cannot be read.</exception>
    public static ModelInspection Of(ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        OnnxModel model = OnnxReader.Load(options.ModelPath);
        CardChoice choice = CardChoice.For(options.ModelPath, options.CardPath, model);
        ProfileOutcome outcome = ProfileResolver.Resolve(options.ModelPath, model, choice, options.InputSize, options.LabelsPath);
        GraphShapes? shapes = Shapes(model, outcome);
        (string? head, string reason) = Recognize(options, model, choice, outcome, shapes);
        GraphCost cost = GraphCost.Of(model, shapes ?? new GraphShapes(new Dictionary<string, ValueFact>()));
        return new ModelInspection
        {
            File = Path.GetFileName(options.ModelPath),
            FileBytes = new FileInfo(options.ModelPath).Length,
            Inputs = [.. model.Graph.Inputs.Select(input => input.ToString())],
            Outputs = [.. model.Graph.Outputs.Select(output => Describe(output, shapes))],
            Opset = model.Opset,
            IrVersion = model.IrVersion,
            Producer = $"{model.ProducerName} {model.ProducerVersion}".Trim(),
            Operators = [.. cost.Operators.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key, StringComparer.Ordinal)],
            Fingerprint = GraphSignature.Of(model).Fingerprint,
            Parameters = cost.Parameters,
            InputShape = outcome.InputShape,
            Macs = shapes is not null && cost.Uncounted.IsEmpty ? cost.Macs : null,
            Head = head,
            HeadReason = reason,
            Card = choice.Reason,
            Missing = outcome.Problems.All,
        };
    }

    private static GraphShapes? Shapes(OnnxModel model, ProfileOutcome outcome)
    {
        if (outcome is not { InputName: { } name, InputShape: { } shape })
            return null;
        try
        {
            return ShapeInference.Infer(model, new Dictionary<string, long[]> { [name] = shape });
        }
        catch (VideoDynException)
        {
            // Another input has an open size: shapes stay unknown, and Missing or the session says what is wrong.
            return null;
        }
    }

    private static (string? Head, string Reason) Recognize(
        ModelOptions options, OnnxModel model, CardChoice choice, ProfileOutcome outcome, GraphShapes? shapes)
    {
        if (choice.Card.Task is { } task and not AnalysisTask.Detect)
            return (null, $"the card's task is {CardEnums.WordOf(CardEnums.Tasks, task)}, which needs no detection head");
        if (shapes is null || outcome.Layout is not { } layout)
            return (null, "the input size is not decided");
        if (model.Graph.Outputs.FirstOrDefault(output => shapes.Shape(output.Name) is null) is { } unknown)
            return (null, $"the size of output '{unknown.Name}' is known only at run time");
        long[] shape = outcome.InputShape!;
        int rowAxis = layout == Core.Tensors.TensorLayout.Nchw ? 2 : 1;
        var question = new HeadQuestion
        {
            InputWidth = (int)shape[rowAxis + 1],
            InputHeight = (int)shape[rowAxis],
            Outputs = [.. model.Graph.Outputs.Select(output => new OutputShape(output.Name, shapes[output.Name].ElementType, shapes.Require(output.Name)))],
            Operators = ModelFacts.Operators(model),
            LabelCount = outcome.LabelCount,
            Anchors = choice.Card.Anchors,
        };
        try
        {
            (HeadDescriptor head, HeadMatch match) = HeadRegistry.Resolve(Path.GetFileName(options.ModelPath), question, choice.Card.Head);
            return (head.Name, match.Reason);
        }
        catch (VideoDynException error)
        {
            return (null, error.Message);
        }
    }

    private static string Describe(OnnxValue output, GraphShapes? shapes) => shapes?.Shape(output.Name) is { } shape
        ? $"{output.Name}: {shapes[output.Name].ElementType} {string.Join('x', shape)}"
        : output.ToString();
}
