using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Drawing;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Pipeline.Output;

/// <summary>Outlines the parts that the network saw in this frame, each in the colour of its reason.</summary>
internal static class CropOverlay
{
    private const int Strips = 12;

    /// <summary>Draws onto a canvas that may have another size than the frame.</summary>
    public static void Draw(FrameCanvas canvas, CropView view)
    {
        if (view.FrameWidth == 0)
            return;
        if (view.Grid is { } grid)
            Draw(canvas, view, grid);
        if (view.IsFull)
            Outline(canvas, view, new BoundingBox(0, 0, view.FrameWidth, view.FrameHeight), canvas.Color(255, 160, 0));
        for (int index = 0; index < view.Crops.Count; index++)
            Outline(canvas, view, view.Crops[index].Area, Color(canvas, view.Crops[index].Reason));
    }

    // Strips of equal room in the model's input: narrow ones are looked at closely.
    private static void Draw(FrameCanvas canvas, CropView view, FrameWarp grid)
    {
        YuvColor color = canvas.Color(0, 200, 255);
        for (int strip = 0; strip < Strips; strip++)
        {
            float left = grid.Columns.ToFrame((float)strip * grid.Columns.Length / Strips), right = grid.Columns.ToFrame((strip + 1f) * grid.Columns.Length / Strips);
            float top = grid.Rows.ToFrame((float)strip * grid.Rows.Length / Strips), bottom = grid.Rows.ToFrame((strip + 1f) * grid.Rows.Length / Strips);
            Outline(canvas, view, new BoundingBox(left, 0, right, view.FrameHeight), color);
            Outline(canvas, view, new BoundingBox(0, top, view.FrameWidth, bottom), color);
        }
    }

    private static YuvColor Color(FrameCanvas canvas, CropReason reason) => reason switch
    {
        CropReason.Track => canvas.Color(255, 255, 0),
        CropReason.Change => canvas.Color(255, 160, 0),
        CropReason.Prior => canvas.Color(0, 200, 255),
        _ => canvas.Color(160, 160, 160),
    };

    private static void Outline(FrameCanvas canvas, CropView view, in BoundingBox area, YuvColor color)
    {
        float x = (float)canvas.Width / view.FrameWidth, y = (float)canvas.Height / view.FrameHeight;
        BoxPainter.Outline(canvas, new BoundingBox(area.X1 * x, area.Y1 * y, area.X2 * x, area.Y2 * y), 1, color);
    }
}
