namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>Nearest or bilinear resampling.</summary>
internal sealed class ResizeStep(string name, Level level, int channels, ResizeAxis rows, ResizeAxis columns, bool isLinear)
    : Step(name, level, channels)
{
    /// <summary>Which rows each output row mixes.</summary>
    public ResizeAxis Rows { get; } = rows;

    /// <summary>Which columns each output column mixes.</summary>
    public ResizeAxis Columns { get; } = columns;

    /// <summary>Whether neighbours are mixed instead of the nearest being taken.</summary>
    public bool IsLinear { get; } = isLinear;
}

/// <summary>For each output position the two input positions it mixes, and the weight of the second.</summary>
internal sealed record ResizeAxis(int[] Positions, float[] Weights);
