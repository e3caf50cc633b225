using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>Compares the inputs and outputs of a part with its contract and notes every difference.</summary>
internal sealed class PortCheck(string file, CardProblems problems)
{
    /// <summary>Checks the inputs.</summary>
    /// <returns>Their shapes for one vector each; null when something does not fit.</returns>
    public Dictionary<string, long[]>? Inputs(IReadOnlyList<TensorDescription> found, IReadOnlyList<VectorPort> expected, bool takesStep)
    {
        var shapes = new Dictionary<string, long[]>();
        bool fits = true;
        foreach (VectorPort port in expected)
        {
            TensorDescription? input = found.FirstOrDefault(input => input.Name == port.Name);
            if (input is null)
                fits &= port.IsOptional || Wrong($"has no input '{port.Name}'; found {ExtraInputs.Names(found.Select(other => other.Name))}");
            else if (Shape(input, port.Length) is { } shape)
                shapes[port.Name] = shape;
            else
                fits = Wrong($"input '{port.Name}' is {input}, expected float32[1, {port.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "N"}]");
        }

        fits &= ExtraInputs.Check(found, [.. expected.Select(port => port.Name)], takesStep, shapes, Wrong);
        return fits ? shapes : null;
    }

    /// <summary>Checks the outputs.</summary>
    public bool Outputs(IReadOnlyList<BoundTensor> found, IReadOnlyList<VectorPort> expected)
    {
        bool fits = true;
        foreach (VectorPort port in expected)
        {
            BoundTensor? output = found.FirstOrDefault(output => output.Name == port.Name);
            if (output is null)
                fits &= port.IsOptional || Wrong($"has no output '{port.Name}'; found {ExtraInputs.Names(found.Select(other => other.Name))}");
            else if (output.Type != OnnxElementType.Float32 || (port.Length is { } length ? output.Length != length : output.Length == 0))
                fits = Wrong($"output '{port.Name}' is {output.Type.ToString().ToLowerInvariant()}[{string.Join(", ", output.Shape.ToArray())}], expected {port.Length?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "some"} numbers of float32");
        }

        return fits;
    }

    // One vector, of the contract's length where it has one.
    private static long[]? Shape(TensorDescription input, int? length)
    {
        if (input.Type != OnnxElementType.Float32 || input.Dimensions.Count is not (1 or 2))
            return null;
        long last = input.Dimensions[^1];
        bool fits = (last < 0 ? length is not null : length is null || last == length) && (input.Dimensions.Count == 1 || input.Dimensions[0] is 1 or -1);
        long size = last < 0 ? length ?? 0 : last;
        return !fits ? null : input.Dimensions.Count == 1 ? [size] : [1, size];
    }

    private bool Wrong(string problem)
    {
        problems.Add($"{file}: {problem}");
        return false;
    }
}
