using VideoDyn.Core.Detections;

namespace VideoDyn.Spatial.Crops;

/// <summary>Cuts a frame into tiles of one size that overlap evenly.</summary>
internal static class TileGrid
{
    /// <summary>Lists the tiles, row by row. They begin at even pixels, where chroma samples begin, and never leave the frame.</summary>
    /// <param name="frameWidth">Frame width in pixels.</param>
    /// <param name="frameHeight">Frame height in pixels.</param>
    /// <param name="width">Width of a tile; one that is wider than the frame ends with it.</param>
    /// <param name="height">Height of a tile.</param>
    /// <param name="overlap">Least overlap of neighbours in pixels; at most half a tile is taken.</param>
    /// <param name="tiles">Receives them.</param>
    public static void Cut(int frameWidth, int frameHeight, int width, int height, int overlap, List<BoundingBox> tiles)
    {
        tiles.Clear();
        int columns = Parts(frameWidth, width, overlap), rows = Parts(frameHeight, height, overlap);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int left = At(column, columns, frameWidth, width), top = At(row, rows, frameHeight, height);
                tiles.Add(new BoundingBox(left, top, Math.Min(frameWidth, left + width), Math.Min(frameHeight, top + height)));
            }
        }
    }

    private static int Parts(int frame, int tile, int overlap) =>
        frame <= tile ? 1 : 1 + (int)Math.Ceiling((double)(frame - tile) / Math.Max(1, tile - Math.Min(overlap, tile / 2)));

    private static int At(int part, int parts, int frame, int tile) =>
        parts == 1 ? 0 : (int)((long)part * (frame - tile) / (parts - 1)) & ~1;
}
