namespace VideoDyn.Spatial.Engine.Planning.Layout;

/// <summary>
/// The place of a step's channels: a range of a map's channels that belongs to this step alone, in whole blocks, so that
/// kernels may write whole registers. A region inside another is a part of a concatenation.
/// </summary>
/// <param name="level">Size of the map.</param>
/// <param name="positions">Position of each channel of the step, relative to the region.</param>
/// <param name="span">Positions that belong to the region, a multiple of sixteen.</param>
internal sealed class Region(Level level, int[] positions, int span)
{
    /// <summary>Size of the map.</summary>
    public Level Level { get; } = level;

    /// <summary>Position of each channel of the step, relative to the region.</summary>
    public int[] Positions { get; } = positions;

    /// <summary>Positions that belong to the region.</summary>
    public int Span { get; } = span;

    /// <summary>The region this one is a part of; null for one with its own map.</summary>
    public Region? Parent { get; private set; }

    /// <summary>Position of this region in its parent.</summary>
    public int Offset { get; private set; }

    /// <summary>Singles from one pixel to the next; set for the outermost region.</summary>
    public int Stride { get; set; }

    /// <summary>Number of the buffer that holds the map; set for the outermost region.</summary>
    public int Buffer { get; set; } = -1;

    /// <summary>The region with the map.</summary>
    public Region Root => Parent?.Root ?? this;

    /// <summary>Position of this region in the map.</summary>
    public int RootOffset => Parent is null ? 0 : Parent.RootOffset + Offset;

    /// <summary>Makes this region a part of another.</summary>
    public void Place(Region parent, int offset)
    {
        Parent = parent;
        Offset = offset;
    }
}
