using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Which parts of the latest analyzed frame the network saw, for overlays.</summary>
public sealed class CropView
{
    /// <summary>The parts; empty before the first frame.</summary>
    public IReadOnlyList<CropArea> Crops { get; internal set; } = [];

    /// <summary>How the whole frame was warped; null when it was not.</summary>
    public FrameWarp? Grid { get; internal set; }

    /// <summary>Whether it also saw the whole frame.</summary>
    public bool IsFull { get; internal set; }

    /// <summary>Frame width in pixels.</summary>
    public int FrameWidth { get; internal set; }

    /// <summary>Frame height in pixels.</summary>
    public int FrameHeight { get; internal set; }
}
