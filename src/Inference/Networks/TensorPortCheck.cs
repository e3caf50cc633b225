using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>Compares the tensors of a part with its contract and notes every difference.</summary>
internal sealed class TensorPortCheck(string file, CardProblems problems)
{
    /// <summary>Checks the inputs.</summary>
    /// <returns>Their shapes for one item; null when something does not fit.</returns>
    public Dictionary<string, long[]>? Inputs(IReadOnlyList<TensorDescription> found, IReadOnlyList<TensorPort> expected, bool takesStep)
    {
        var shapes = new Dictionary<string, long[]>();
        bool fits = true;
        foreach (TensorPort port in expected)
        {
            if (found.FirstOrDefault(input => input.Name == port.Name) is not { } input)
                fits = Wrong($"has no input '{port.Name}'; found {ExtraInputs.Names(found.Select(other => other.Name))}");
            else if (Shape(input, port.Shape) is { } shape)
                shapes[port.Name] = shape;
            else
                fits = Wrong($"input '{port.Name}' is {input}, expected float32{Show(port.Shape)}");
        }

        fits &= ExtraInputs.Check(found, [.. expected.Select(port => port.Name)], takesStep, shapes, Wrong);
        return fits ? shapes : null;
    }

    /// <summary>Checks the outputs.</summary>
    public bool Outputs(IReadOnlyList<BoundTensor> found, IReadOnlyList<TensorPort> expected)
    {
        bool fits = true;
        foreach (TensorPort port in expected)
        {
            if (found.FirstOrDefault(output => output.Name == port.Name) is not { } output)
                fits = Wrong($"has no output '{port.Name}'; found {ExtraInputs.Names(found.Select(other => other.Name))}");
            else if (output.Type != OnnxElementType.Float32 || output.Length == 0 || (port.Shape is { } shape && !Fits(output.Shape, shape)))
                fits = Wrong($"output '{port.Name}' is {output.Type.ToString().ToLowerInvariant()}[{string.Join(", ", output.Shape.ToArray())}], expected float32{Show(port.Shape)}");
        }

        return fits;
    }

    // An open batch size is one item; every other size must be known from one side.
    private static long[]? Shape(TensorDescription input, IReadOnlyList<long>? expected)
    {
        if (input.Type != OnnxElementType.Float32 || (expected is not null && expected.Count != input.Dimensions.Count))
            return null;
        long[] shape = new long[input.Dimensions.Count];
        for (int axis = 0; axis < shape.Length; axis++)
        {
            long wanted = expected is not null ? expected[axis] : axis == 0 ? 1 : -1;
            long found = input.Dimensions[axis];
            if (found >= 0 && wanted >= 0 && found != wanted)
                return null;
            shape[axis] = found >= 0 ? found : wanted;
        }

        return shape.Length > 0 && shape[0] == 1 && shape.All(size => size > 0) ? shape : null;
    }

    private static bool Fits(ReadOnlySpan<long> found, IReadOnlyList<long> expected)
    {
        if (found.Length != expected.Count)
            return false;
        for (int axis = 0; axis < found.Length; axis++)
        {
            if (expected[axis] >= 0 && found[axis] != expected[axis])
                return false;
        }

        return true;
    }

    private static string Show(IReadOnlyList<long>? shape) =>
        shape is null ? "[1, N]" : $"[{string.Join(", ", shape.Select(size => size < 0 ? "N" : size.ToString(System.Globalization.CultureInfo.InvariantCulture)))}]";

    private bool Wrong(string problem)
    {
        problems.Add($"{file}: {problem}");
        return false;
    }
}
