using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Lowering;

/// <summary>What the planner knows of a value of the graph.</summary>
internal abstract record PlanValue
{
    /// <summary>Its shape in the graph.</summary>
    public abstract int[] Dims { get; }
}

/// <summary>
/// Channels of a map in some order and grouping: leading dimensions whose elements are channels, then the map's rows and
/// columns. Reshapes, transpositions and selections that leave rows and columns alone only change this description.
/// </summary>
/// <param name="Source">The channels, in row-major order of the leading dimensions.</param>
/// <param name="Lead">Leading dimensions; their product is the number of channels.</param>
/// <param name="IsMerged">Whether rows and columns are one dimension.</param>
internal sealed record ChannelValue(Source Source, int[] Lead, bool IsMerged = false) : PlanValue
{
    /// <inheritdoc/>
    public override int[] Dims => IsMerged ? [.. Lead, Level.Pixels] : [.. Lead, Level.Height, Level.Width];

    /// <summary>Size of the map.</summary>
    public Level Level => Source.Step.Level;

    /// <summary>Number of channels.</summary>
    public int Channels => Source.Channels.Length;

    /// <summary>Whether it has the usual shape 1 x channels x rows x columns.</summary>
    public bool IsMap => !IsMerged && Lead.Length == 2 && Lead[0] == 1;

    /// <summary>All channels of a step.</summary>
    public static ChannelValue Of(Step step) => new(Source.Of(step), [1, step.Channels]);

    /// <summary>Some channels of a step, in the usual shape.</summary>
    public static ChannelValue Map(Step step, int[] channels) => new(new Source(step, channels), [1, channels.Length]);
}

/// <summary>Maps laid out for an output or a cut: one after the other, each pixel by pixel or channel by channel.</summary>
/// <param name="Parts">The maps.</param>
/// <param name="IsPixelMajor">Whether the channels of a pixel lie side by side.</param>
/// <param name="Shape">Shape in the graph.</param>
internal sealed record FlatValue(Source[] Parts, bool IsPixelMajor, int[] Shape) : PlanValue
{
    /// <inheritdoc/>
    public override int[] Dims => Shape;
}

/// <summary>Every so many rows and columns of the picture, from an offset: half of a focus stem.</summary>
internal sealed record PictureSlice(InputStep Picture, int OffsetY, int StepY, int OffsetX, int StepX) : PlanValue
{
    /// <inheritdoc/>
    public override int[] Dims =>
        [1, Picture.Colours, Size(Picture.Level.Height, OffsetY, StepY), Size(Picture.Level.Width, OffsetX, StepX)];

    private static int Size(int size, int offset, int step) => (size - offset + step - 1) / step;
}

/// <summary>A map with zeros around it, for the pool or convolution that reads it.</summary>
internal sealed record PaddedValue(ChannelValue Inner, int Top, int Left, int Bottom, int Right) : PlanValue
{
    /// <inheritdoc/>
    public override int[] Dims => [1, Inner.Channels, Inner.Level.Height + Top + Bottom, Inner.Level.Width + Left + Right];
}
