namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>Maximum or mean of a window.</summary>
internal sealed class PoolStep(string name, Level level, int channels, Window window, bool isMaximum) : Step(name, level, channels)
{
    /// <summary>Reach of the window.</summary>
    public Window Window { get; } = window;

    /// <summary>Whether it takes the maximum instead of the mean.</summary>
    public bool IsMaximum { get; } = isMaximum;

    /// <summary>Whether a mean counts padding.</summary>
    public bool CountPad { get; init; }

    /// <summary>Whether zeros of a padding that was merged into the pool take part in the maximum.</summary>
    public bool PadIsZero { get; init; }
}

/// <summary>Mean of the whole map.</summary>
internal sealed class GlobalMeanStep(string name, Level level, int channels) : Step(name, level, channels);
