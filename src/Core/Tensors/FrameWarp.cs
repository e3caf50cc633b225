using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Tensors;

/// <summary>
/// A resize of the whole frame that gives some rows and columns more room than others. Rows and columns are warped apart, so a
/// box stays a box, and the way back is exact.
/// </summary>
public sealed class FrameWarp
{
    /// <summary>Makes the plain resize of a frame.</summary>
    /// <param name="frameWidth">Frame width in pixels, at least 1.</param>
    /// <param name="frameHeight">Frame height in pixels, at least 1.</param>
    /// <param name="spec">The tensor; a model that cuts the frame off sees it stretched instead.</param>
    public FrameWarp(int frameWidth, int frameHeight, InputSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        Fit = FrameToTensor.Fit(frameWidth, frameHeight, spec.Resize == ResizeMode.Crop ? spec with { Resize = ResizeMode.Stretch } : spec);
        Columns = new AxisWarp(Fit.ContentWidth, frameWidth);
        Rows = new AxisWarp(Fit.ContentHeight, frameHeight);
    }

    /// <summary>Where the picture lies in the tensor.</summary>
    public FrameToTensor Fit { get; }

    /// <summary>The columns of the picture.</summary>
    public AxisWarp Columns { get; }

    /// <summary>The rows of the picture.</summary>
    public AxisWarp Rows { get; }

    /// <summary>Maps a box from tensor pixels to frame pixels.</summary>
    public BoundingBox ToFrame(in BoundingBox box) => new(
        Columns.ToFrame(box.X1 - Fit.ContentX), Rows.ToFrame(box.Y1 - Fit.ContentY),
        Columns.ToFrame(box.X2 - Fit.ContentX), Rows.ToFrame(box.Y2 - Fit.ContentY));

    /// <summary>Maps a box from frame pixels to tensor pixels.</summary>
    public BoundingBox ToTensor(in BoundingBox box) => new(
        Columns.ToTensor(box.X1) + Fit.ContentX, Rows.ToTensor(box.Y1) + Fit.ContentY,
        Columns.ToTensor(box.X2) + Fit.ContentX, Rows.ToTensor(box.Y2) + Fit.ContentY);
}
