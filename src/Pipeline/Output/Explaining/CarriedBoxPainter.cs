using System.Globalization;
using VideoDyn.Core.Detections;
using VideoDyn.Media.Drawing;

namespace VideoDyn.Pipeline.Output.Explaining;

/// <summary>
/// Draws boxes that were not seen in this frame: reused ones with a thin outline, predicted ones with a dashed one, each
/// with a label that says how it is known and since when.
/// </summary>
/// <param name="labels">Names by class id.</param>
internal sealed class CarriedBoxPainter(IReadOnlyList<string> labels)
{
    private const int Dash = 8;
    private const int LongestLabel = 96;
    private ClassPalette? _palette;

    /// <summary>Draws them.</summary>
    /// <param name="canvas">Picture, always of the same colours.</param>
    /// <param name="boxes">What to draw, in pixels of the picture.</param>
    /// <param name="ids">Number of each object; empty for none.</param>
    public void Paint(FrameCanvas canvas, ReadOnlySpan<Detection> boxes, ReadOnlySpan<long> ids)
    {
        _palette ??= new ClassPalette(canvas.Matrix, canvas.Range);
        int scale = DetectionPainter.ScaleFor(canvas.Height);
        foreach (ref readonly Detection box in boxes)
        {
            if (box.Provenance == Provenance.Reused)
                BoxPainter.Outline(canvas, box.Box, scale, _palette[box.ClassId]);
            else
                Dashed(canvas, box.Box, 2 * scale, _palette[box.ClassId]);
        }

        Span<char> text = stackalloc char[LongestLabel];
        for (int index = 0; index < boxes.Length; index++)
        {
            ref readonly Detection box = ref boxes[index];
            string name = (uint)box.ClassId < (uint)labels.Count ? labels[box.ClassId] : "?";
            string how = box.Provenance == Provenance.Reused ? "reused" : "predicted";
            ReadOnlySpan<char> shown = name.AsSpan(0, Math.Min(name.Length, 40));
            int length;
            if (ids.IsEmpty)
                text.TryWrite(CultureInfo.InvariantCulture, $"{shown} {how} {box.Age.TotalSeconds:F1}s", out length);
            else
                text.TryWrite(CultureInfo.InvariantCulture, $"{shown} #{ids[index]} {how} {box.Age.TotalSeconds:F1}s", out length);
            LabelPainter.Draw(canvas, box.Box, text[..length], scale, _palette[box.ClassId], _palette.TextOn(box.ClassId));
        }
    }

    private static void Dashed(FrameCanvas canvas, in BoundingBox box, int thickness, YuvColor color)
    {
        int step = Dash * Math.Max(1, thickness / 2);
        BoundingBox inside = box.ClampTo(canvas.Width, canvas.Height);
        int left = (int)inside.X1, top = (int)inside.Y1, right = (int)inside.X2, bottom = (int)inside.Y2;
        for (int x = left; x < right; x += 2 * step)
        {
            int end = Math.Min(x + step, right);
            canvas.Fill(x, top, end, Math.Min(top + thickness, bottom), color);
            canvas.Fill(x, Math.Max(bottom - thickness, top), end, bottom, color);
        }

        for (int y = top; y < bottom; y += 2 * step)
        {
            int end = Math.Min(y + step, bottom);
            canvas.Fill(left, y, Math.Min(left + thickness, right), end, color);
            canvas.Fill(Math.Max(right - thickness, left), y, right, end, color);
        }
    }
}
