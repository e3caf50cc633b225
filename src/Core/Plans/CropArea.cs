using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Plans;

/// <summary>A part of the frame that the network sees on its own.</summary>
/// <param name="Area">Which part, in pixels of the decoded frame; inside the frame.</param>
/// <param name="Width">Width of the network's input for it, in pixels.</param>
/// <param name="Height">Height of the network's input for it, in pixels.</param>
/// <param name="Reason">Why it is looked at: the first of its reasons.</param>
public readonly record struct CropArea(BoundingBox Area, int Width, int Height, CropReason Reason)
{
    /// <summary>Input pixels per frame pixel, of the axis that is shown smaller; 1 is full resolution.</summary>
    public float Scale => MathF.Min(Width / Area.Width, Height / Area.Height);

    /// <summary>Whether a box lies in it with all its pixels.</summary>
    public bool Contains(in BoundingBox box) =>
        box.X1 >= Area.X1 && box.Y1 >= Area.Y1 && box.X2 <= Area.X2 && box.Y2 <= Area.Y2;
}
