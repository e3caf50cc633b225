namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>What one thread needs for itself: scratch memory and its count of work.</summary>
internal sealed unsafe class Worker(float* tile, float* partial, float* rows, int* ascending, float* fresh)
{
    /// <summary>Most pixels that one unit of work covers.</summary>
    public const int ChunkPixels = 192;

    /// <summary>Singles of <see cref="Tile"/>.</summary>
    public const int TileSingles = 512;

    /// <summary>Singles of <see cref="Partial"/>: one chunk of the widest tile.</summary>
    public const int PartialSingles = ChunkPixels * 5 * 16;

    /// <summary>Room for the results of one tile.</summary>
    public float* Tile { get; } = tile;

    /// <summary>Room for the sums of one chunk.</summary>
    public float* Partial { get; } = partial;

    /// <summary>Room for the rows of one chunk of a depthwise convolution.</summary>
    public float* Rows { get; } = rows;

    /// <summary>0, 1, 2 and so on for one chunk: the pixels of <see cref="Rows"/>.</summary>
    public int* Ascending { get; } = ascending;

    /// <summary>
    /// Room for the results of one unit, pixel after pixel, of operations whose results are compared with the map before they go there;
    /// with other mask rules there is none. It stays in a near cache, and nothing but what moved is written to the map.
    /// </summary>
    public float* Fresh { get; } = fresh;

    /// <summary>Multiply-accumulates that kernels executed on this thread, padding channels not counted.</summary>
    public long Macs { get; set; }
}
