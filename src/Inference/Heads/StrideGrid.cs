namespace VideoDyn.Inference.Heads;

/// <summary>
/// The cells of an anchor-free detector: one grid per stride, finest first, each in row order. A cell covers
/// stride x stride input pixels.
/// </summary>
public sealed class StrideGrid
{
    private StrideGrid(int[] strides, int width, int height)
    {
        Strides = strides;
        Width = width;
        Height = height;
    }

    /// <summary>Input pixels per cell and level, rising.</summary>
    public IReadOnlyList<int> Strides { get; }

    /// <summary>Input width in pixels.</summary>
    public int Width { get; }

    /// <summary>Input height in pixels.</summary>
    public int Height { get; }

    /// <summary>The coarsest stride; both input sizes are multiples of it.</summary>
    public int LargestStride => Strides[^1];

    /// <summary>Columns of a level.</summary>
    public int Columns(int level) => Width / Strides[level];

    /// <summary>Rows of a level.</summary>
    public int Rows(int level) => Height / Strides[level];

    /// <summary>The middle of a cell in input pixels.</summary>
    /// <param name="cell">Number of the cell over all levels.</param>
    public (float X, float Y) Middle(int cell)
    {
        int level = 0;
        for (; level < Strides.Count - 1 && cell >= Columns(level) * Rows(level); level++)
            cell -= Columns(level) * Rows(level);
        return (((cell % Columns(level)) + 0.5f) * Strides[level], ((cell / Columns(level)) + 0.5f) * Strides[level]);
    }

    /// <summary>Cells of all levels together.</summary>
    public static int CellCount(ReadOnlySpan<int> strides, int width, int height)
    {
        int count = 0;
        foreach (int stride in strides)
            count += (width / stride) * (height / stride);
        return count;
    }

    /// <summary>Finds the grid that has a given number of cells at an input size.</summary>
    /// <param name="cells">Number of cells that the output shows.</param>
    /// <param name="width">Input width in pixels.</param>
    /// <param name="height">Input height in pixels.</param>
    /// <param name="families">Sets of strides to try, in order.</param>
    /// <returns>The grid, or null when none fits.</returns>
    public static StrideGrid? Match(long cells, int width, int height, params ReadOnlySpan<int[]> families)
    {
        foreach (int[] strides in families)
        {
            int largest = strides[^1];
            if (width % largest == 0 && height % largest == 0 && CellCount(strides, width, height) == cells)
                return new StrideGrid(strides, width, height);
        }

        return null;
    }
}
