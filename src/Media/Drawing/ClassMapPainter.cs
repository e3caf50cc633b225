using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;

namespace VideoDyn.Media.Drawing;

/// <summary>Tints a picture with the colours of a class map, half and half. Class 0, the background, stays as it is.</summary>
public sealed class ClassMapPainter
{
    private ClassPalette? _palette;
    private (Core.Frames.ColorMatrix, Core.Frames.ColorRange) _paletteOf;
    private int[] _columns = [];

    /// <summary>Tints the part of the picture that the map covers; each pixel takes the class at its centre.</summary>
    /// <param name="canvas">Picture.</param>
    /// <param name="map">Class map.</param>
    /// <param name="area">What the map covers, in pixels of the picture.</param>
    public unsafe void Paint(FrameCanvas canvas, ClassMap map, in BoundingBox area)
    {
        ArgumentNullException.ThrowIfNull(canvas);
        ArgumentNullException.ThrowIfNull(map);
        if (map.IsEmpty || !(area.Area > 0))
            return;
        if (_palette is null || _paletteOf != (canvas.Matrix, canvas.Range))
        {
            _palette = new ClassPalette(canvas.Matrix, canvas.Range);
            _paletteOf = (canvas.Matrix, canvas.Range);
        }

        if (_columns.Length < canvas.Width)
            _columns = new int[canvas.Width];
        Tint(canvas.Luma, map, area, 1, color => color.Y);
        Tint(canvas.ChromaU, map, area, 2, color => color.U);
        Tint(canvas.ChromaV, map, area, 2, color => color.V);
    }

    private unsafe void Tint(CanvasPlane plane, ClassMap map, in BoundingBox area, int step, Func<YuvColor, byte> sample)
    {
        Span<byte> tints = stackalloc byte[256];
        for (int classId = 0; classId < tints.Length; classId++)
            tints[classId] = sample(_palette![classId]);
        for (int x = 0; x < plane.Width; x++)
            _columns[x] = Position(x, step, area.X1, area.Width, map.Width);
        ReadOnlySpan<byte> classes = map.Classes;
        for (int y = 0; y < plane.Height; y++)
        {
            int mapRow = Position(y, step, area.Y1, area.Height, map.Height);
            if (mapRow < 0)
                continue;
            ReadOnlySpan<byte> source = classes.Slice(mapRow * map.Width, map.Width);
            var row = new Span<byte>((byte*)plane.Data + ((nint)y * plane.Stride), plane.Width);
            for (int x = 0; x < row.Length; x++)
            {
                int classId = _columns[x] < 0 ? 0 : source[_columns[x]];
                if (classId != 0)
                    row[x] = (byte)((row[x] + tints[classId] + 1) / 2);
            }
        }
    }

    // The map's pixel under the centre of a plane's sample; -1 outside the area.
    private static int Position(int sample, int step, float start, float length, int count)
    {
        float share = (((sample + 0.5f) * step) - start) / length;
        return share is >= 0 and < 1 ? Math.Min(count - 1, (int)(share * count)) : -1;
    }
}
