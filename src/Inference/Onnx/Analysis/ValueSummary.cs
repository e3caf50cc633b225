namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>What stays the same about an input or output when names, batch and picture size change.</summary>
/// <param name="ElementType">Element type.</param>
/// <param name="Rank">Number of dimensions; -1 when not stated.</param>
/// <param name="Channels">Number of channels; null when not fixed or when there are none.</param>
public readonly record struct ValueSummary(OnnxElementType ElementType, int Rank, long? Channels)
{
    /// <summary>For example <c>Float32/4/3</c>.</summary>
    public override string ToString() => $"{ElementType}/{Rank}/{Channels?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}";

    /// <summary>Summarises a declared input. Pictures have few channels, so the smaller outer dimension is theirs.</summary>
    internal static ValueSummary OfInput(OnnxValue value) => Of(value, channelsLast: IsChannelsLast(value));

    /// <summary>Summarises a declared output.</summary>
    internal static ValueSummary Of(OnnxValue value, bool channelsLast)
    {
        if (value.Shape is not { } shape)
            return new ValueSummary(value.ElementType, -1, null);

        // Lists of boxes come as boxes x numbers or numbers x boxes, and there are more boxes than numbers to each.
        long? channels = shape.Rank switch
        {
            < 2 => null,
            >= 4 => shape.Dims[channelsLast ? shape.Rank - 1 : 1].Value,
            _ => shape.Dims.Skip(1).Min(dim => dim.Value),
        };
        return new ValueSummary(value.ElementType, shape.Rank, channels);
    }

    /// <summary>Whether a picture input keeps its channels in the last dimension.</summary>
    internal static bool IsChannelsLast(OnnxValue value) =>
        value.Shape is { Rank: 4 } shape && shape.Dims[3].Value is { } last && !(shape.Dims[1].Value <= last) && last <= 4;
}
