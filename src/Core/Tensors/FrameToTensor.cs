using VideoDyn.Core.Detections;

namespace VideoDyn.Core.Tensors;

/// <summary>
/// Where the picture lies in the tensor and which part of the frame it shows, in pixels. Maps points and boxes both ways.
/// </summary>
/// <param name="ContentX">First tensor column that shows picture.</param>
/// <param name="ContentY">First tensor row that shows picture.</param>
/// <param name="ContentWidth">Tensor columns that show picture.</param>
/// <param name="ContentHeight">Tensor rows that show picture.</param>
/// <param name="SourceX">Left edge of the shown part of the frame.</param>
/// <param name="SourceY">Top edge of the shown part of the frame.</param>
/// <param name="SourceWidth">Width of the shown part of the frame.</param>
/// <param name="SourceHeight">Height of the shown part of the frame.</param>
public readonly record struct FrameToTensor(
    int ContentX, int ContentY, int ContentWidth, int ContentHeight,
    float SourceX, float SourceY, float SourceWidth, float SourceHeight)
{
    /// <summary>Frame pixels per tensor pixel, horizontally.</summary>
    public float ScaleX => SourceWidth / ContentWidth;

    /// <summary>Frame pixels per tensor pixel, vertically.</summary>
    public float ScaleY => SourceHeight / ContentHeight;

    /// <summary>Fits a whole frame into a tensor.</summary>
    /// <param name="frameWidth">Frame width in pixels, at least 1.</param>
    /// <param name="frameHeight">Frame height in pixels, at least 1.</param>
    /// <param name="spec">Tensor size and resize mode.</param>
    public static FrameToTensor Fit(int frameWidth, int frameHeight, InputSpec spec)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frameWidth, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(frameHeight, 1);
        ArgumentNullException.ThrowIfNull(spec);
        double horizontal = (double)spec.Width / frameWidth;
        double vertical = (double)spec.Height / frameHeight;
        switch (spec.Resize)
        {
            case ResizeMode.Stretch:
                return new(0, 0, spec.Width, spec.Height, 0, 0, frameWidth, frameHeight);
            case ResizeMode.Crop:
                double fill = Math.Max(horizontal, vertical);
                double shownWidth = spec.Width / fill;
                double shownHeight = spec.Height / fill;
                return new(
                    0, 0, spec.Width, spec.Height,
                    (float)((frameWidth - shownWidth) / 2), (float)((frameHeight - shownHeight) / 2), (float)shownWidth, (float)shownHeight);
            default:
                double fit = Math.Min(horizontal, vertical);
                int width = Math.Clamp((int)Math.Round(frameWidth * fit), 1, spec.Width);
                int height = Math.Clamp((int)Math.Round(frameHeight * fit), 1, spec.Height);
                bool centred = spec.Resize == ResizeMode.LetterboxCenter;
                return new(
                    centred ? (spec.Width - width) / 2 : 0, centred ? (spec.Height - height) / 2 : 0, width, height,
                    0, 0, frameWidth, frameHeight);
        }
    }

    /// <summary>Fits a part of a frame into a tensor.</summary>
    /// <param name="area">The part in frame pixels, at least one pixel wide and high.</param>
    /// <param name="spec">Tensor size and resize mode.</param>
    public static FrameToTensor Fit(in BoundingBox area, InputSpec spec)
    {
        // Whole-number sides decide the fit, so that a part of the frame's size is fitted as the frame is.
        FrameToTensor fit = Fit(Math.Max(1, (int)MathF.Round(area.Width)), Math.Max(1, (int)MathF.Round(area.Height)), spec);
        float scaleX = area.Width / Math.Max(1, MathF.Round(area.Width));
        float scaleY = area.Height / Math.Max(1, MathF.Round(area.Height));
        return fit with
        {
            SourceX = area.X1 + (fit.SourceX * scaleX),
            SourceY = area.Y1 + (fit.SourceY * scaleY),
            SourceWidth = fit.SourceWidth * scaleX,
            SourceHeight = fit.SourceHeight * scaleY,
        };
    }

    /// <summary>Maps a box from tensor pixels to frame pixels.</summary>
    public BoundingBox ToFrame(in BoundingBox box) => new(
        SourceX + ((box.X1 - ContentX) * ScaleX),
        SourceY + ((box.Y1 - ContentY) * ScaleY),
        SourceX + ((box.X2 - ContentX) * ScaleX),
        SourceY + ((box.Y2 - ContentY) * ScaleY));

    /// <summary>Maps a box from frame pixels to tensor pixels.</summary>
    public BoundingBox ToTensor(in BoundingBox box) => new(
        ContentX + ((box.X1 - SourceX) / ScaleX),
        ContentY + ((box.Y1 - SourceY) / ScaleY),
        ContentX + ((box.X2 - SourceX) / ScaleX),
        ContentY + ((box.Y2 - SourceY) / ScaleY));
}
