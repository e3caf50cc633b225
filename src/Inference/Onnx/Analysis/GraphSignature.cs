using System.Collections.Immutable;

namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>
/// Recognises the same network in different files: independent of file name, names and order of values, order of nodes,
/// batch and picture size, and the values of weights.
/// </summary>
/// <param name="Fingerprint">16 hexadecimal digits over operators, kernels, strides, groups and channel counts.</param>
/// <param name="Inputs">Inputs, sorted.</param>
/// <param name="Outputs">Outputs, sorted.</param>
public sealed record GraphSignature(string Fingerprint, ImmutableArray<ValueSummary> Inputs, ImmutableArray<ValueSummary> Outputs)
{
    /// <summary>Reads the signature of a model.</summary>
    public static GraphSignature Of(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        bool channelsLast = model.Graph.Inputs.Any(ValueSummary.IsChannelsLast);
        return new GraphSignature(
            OperatorFingerprint.Of(model.Graph),
            Sort(model.Graph.Inputs.Select(ValueSummary.OfInput)),
            Sort(model.Graph.Outputs.Select(output => ValueSummary.Of(output, channelsLast))));
    }

    /// <summary>Whether two signatures are those of the same network.</summary>
    public bool Equals(GraphSignature? other) =>
        other is not null && Fingerprint == other.Fingerprint && Inputs.SequenceEqual(other.Inputs) && Outputs.SequenceEqual(other.Outputs);

    /// <inheritdoc/>
    public override int GetHashCode() => string.GetHashCode(Fingerprint, StringComparison.Ordinal);

    /// <summary>For example <c>0123456789abcdef Float32/4/3 -> Float32/3/85</c>.</summary>
    public override string ToString() => $"{Fingerprint} {string.Join(", ", Inputs)} -> {string.Join(", ", Outputs)}";

    private static ImmutableArray<ValueSummary> Sort(IEnumerable<ValueSummary> values) =>
        [.. values.OrderBy(value => value.ToString(), StringComparer.Ordinal)];
}
