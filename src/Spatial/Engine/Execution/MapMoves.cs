using VideoDyn.Spatial.Engine.Planning;
using VideoDyn.Spatial.Engine.Planning.Layout;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>Moves a map in place. Its zero border stays.</summary>
internal static unsafe class MapMoves
{
    /// <summary>Moves a map by input pixels that are whole pixels of it.</summary>
    public static void Move(float* map, Region root, int across, int down)
    {
        Level level = root.Level;
        (int x, int y) = ((int)(across / level.StrideX), (int)(down / level.StrideY));
        int width = level.Width - Math.Abs(x);
        if (width <= 0)
            return;
        long bytes = (long)width * root.Stride * sizeof(float);
        for (int step = 0; step < level.Height; step++)
        {
            // From the side that is moved to, so that no row is overwritten before it was read.
            int row = y > 0 ? level.Height - 1 - step : step, from = row - y;
            if (from < 0 || from >= level.Height)
                continue;
            float* source = map + ((nint)level.PixelIndex(from, Math.Max(0, -x)) * root.Stride);
            float* target = map + ((nint)level.PixelIndex(row, Math.Max(0, x)) * root.Stride);
            Buffer.MemoryCopy(source, target, bytes, bytes);
        }
    }
}
