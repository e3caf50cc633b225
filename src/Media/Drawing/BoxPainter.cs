using VideoDyn.Core.Detections;

namespace VideoDyn.Media.Drawing;

/// <summary>Draws outlines of boxes.</summary>
public static class BoxPainter
{
    /// <summary>Coordinates are limited to this before they become whole numbers; no picture is as large.</summary>
    private const float Far = 1 << 20;

    /// <summary>Draws an outline that lies inside the box; a box too small for it is filled.</summary>
    /// <param name="canvas">Picture.</param>
    /// <param name="box">Box in luma pixels, rounded to whole ones; nothing is drawn when it is empty or not a number.</param>
    /// <param name="thickness">Width of the line in pixels, at least 1.</param>
    /// <param name="color">Colour.</param>
    public static void Outline(FrameCanvas canvas, in BoundingBox box, int thickness, YuvColor color)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentOutOfRangeException.ThrowIfLessThan(thickness, 1);
        if (!TryRound(box, out int left, out int top, out int right, out int bottom))
            return;
        thickness = Math.Min(thickness, (int)Far);
        int upperEnd = Math.Min(top + thickness, bottom);
        int lowerStart = Math.Max(bottom - thickness, upperEnd);
        canvas.Fill(left, top, right, upperEnd, color);
        canvas.Fill(left, lowerStart, right, bottom, color);
        canvas.Fill(left, upperEnd, Math.Min(left + thickness, right), lowerStart, color);
        canvas.Fill(Math.Max(right - thickness, left), upperEnd, right, lowerStart, color);
    }

    /// <summary>Rounds a box to whole pixels.</summary>
    /// <returns>Whether anything is left of it.</returns>
    internal static bool TryRound(in BoundingBox box, out int left, out int top, out int right, out int bottom)
    {
        left = Round(box.X1);
        top = Round(box.Y1);
        right = Round(box.X2);
        bottom = Round(box.Y2);
        bool isNumber = !(float.IsNaN(box.X1) || float.IsNaN(box.Y1) || float.IsNaN(box.X2) || float.IsNaN(box.Y2));
        return isNumber && left < right && top < bottom;
    }

    private static int Round(float value) => (int)MathF.Round(Math.Clamp(value, -Far, Far));
}
