using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Sessions;

namespace VideoDyn.Inference.Networks;

/// <summary>The inputs of a part that its contract does not name: only the number of the step may be among them.</summary>
internal static class ExtraInputs
{
    /// <summary>Checks them.</summary>
    /// <param name="found">All inputs.</param>
    /// <param name="filled">Names that the contract fills.</param>
    /// <param name="takesStep">Whether the part may ask for the number of the step.</param>
    /// <param name="shapes">Takes the shape of that input.</param>
    /// <param name="wrong">Takes each difference, returns false.</param>
    /// <returns>Whether everything fits.</returns>
    public static bool Check(
        IReadOnlyList<TensorDescription> found, IReadOnlyList<string> filled, bool takesStep, Dictionary<string, long[]> shapes, Func<string, bool> wrong)
    {
        bool fits = true;
        foreach (TensorDescription input in found.Where(input => !filled.Contains(input.Name)))
        {
            bool isStep = takesStep && input.Name == VectorNetwork.StepName;
            if (!isStep)
                fits = wrong($"has an input '{input.Name}' that nobody fills; expected {Names(filled.Concat(takesStep ? [VectorNetwork.StepName] : []))}");
            else if (input.Type is not (OnnxElementType.Int64 or OnnxElementType.Int32) || input.Dimensions.Count > 1 || input.Dimensions.Any(size => size is not (1 or -1)))
                fits = wrong($"input '{VectorNetwork.StepName}' is {input}, expected int64[1]");
            else
                shapes[input.Name] = [.. input.Dimensions.Select(_ => 1L)];
        }

        return fits;
    }

    /// <summary>Names in quotes, for messages.</summary>
    public static string Names(IEnumerable<string> names) => string.Join(", ", names.Select(name => $"'{name}'").DefaultIfEmpty("none"));
}
