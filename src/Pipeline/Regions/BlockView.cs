using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Which blocks the last analysis executed, and where they lie in the frame. Overwritten by the next frame.</summary>
public sealed class BlockView
{
    /// <summary>Where each block lies in the frame; null before the first frame.</summary>
    public BlockGrid? Grid { get; internal set; }

    /// <summary>The blocks asked for; null when everything was.</summary>
    public BlockMask? Mask { get; internal set; }

    /// <summary>Whether everything was executed.</summary>
    public bool IsFull { get; internal set; }
}
