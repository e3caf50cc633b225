namespace VideoDyn.Spatial.Engine.Planning.Steps;

/// <summary>
/// Copies active blocks of the caller's picture into a map, <see cref="Factor"/> x <see cref="Factor"/> pixels side by side
/// as channels (row, column, colour): 1 keeps the picture, 2 is the focus stem of some detectors.
/// </summary>
internal sealed class InputStep(string name, Level level, int colours, int factor, bool isPacked)
    : Step(name, level, colours * factor * factor)
{
    /// <summary>Channels of the picture.</summary>
    public int Colours { get; } = colours;

    /// <summary>Pixels that become one, in each direction.</summary>
    public int Factor { get; } = factor;

    /// <summary>Whether the caller's colours lie side by side for each pixel, instead of plane after plane.</summary>
    public bool IsPacked { get; } = isPacked;
}
