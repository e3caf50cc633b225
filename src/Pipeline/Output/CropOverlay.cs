using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Media.Drawing;
using VideoDyn.Pipeline.Regions;

namespace VideoDyn.Pipeline.Output;

/// <summary>Outlines the parts that the network saw in this frame, each in the colour of its reason.</summary>
internal static class CropOverlay
{
    /// <summary>Draws onto a canvas that may have another size than the frame.</summary>
    public static void Draw(FrameCanvas canvas, CropView view)
    {
        if (view.FrameWidth == 0)
            return;
        if (view.IsFull)
            Outline(canvas, view, new BoundingBox(0, 0, view.FrameWidth, view.FrameHeight), canvas.Color(255, 160, 0));
        for (int index = 0; index < view.Crops.Count; index++)
            Outline(canvas, view, view.Crops[index].Area, Color(canvas, view.Crops[index].Reason));
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
