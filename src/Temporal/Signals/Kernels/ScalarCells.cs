namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Pixel by pixel: runs everywhere and defines what the others must give.</summary>
internal readonly unsafe struct ScalarCells : ICellKernel
{
    /// <inheritdoc/>
    public static void Add(in CellRows rows, CellLanes* lanes)
    {
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        for (int y = 0; y < rows.Rows; y++, current += rows.CurrentStride, reference += rows.ReferenceStride)
        {
            for (int x = 0; x < rows.Width; x++)
            {
                int difference = current[x] - reference[x];
                int absolute = Math.Abs(difference);
                lanes->Absolute[0] += (ulong)absolute;
                lanes->Brighter[0] += (ulong)Math.Max(difference, 0);
                lanes->Maximum[0] = Math.Max(lanes->Maximum[0], (byte)absolute);
                lanes->Beyond[0] += absolute > rows.DeadZone ? 1 : 0;
            }
        }
    }

    /// <inheritdoc/>
    public static CellSums Fold(CellLanes* lanes) => new()
    {
        Absolute = (long)lanes->Absolute[0],
        Brighter = (long)lanes->Brighter[0],
        Maximum = lanes->Maximum[0],
        Beyond = lanes->Beyond[0],
    };
}
