namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Pixel by pixel: runs everywhere and defines what the others must give.</summary>
internal readonly struct ScalarCells : ICellKernel
{
    /// <inheritdoc/>
    public static unsafe void Add(in CellRows rows, ref CellSums sums)
    {
        byte* current = rows.Current;
        byte* reference = rows.Reference;
        for (int y = 0; y < rows.Rows; y++, current += rows.CurrentStride, reference += rows.ReferenceStride)
        {
            for (int x = 0; x < rows.Width; x++)
            {
                int difference = current[x] - reference[x];
                int absolute = Math.Abs(difference);
                sums.Absolute += absolute;
                sums.Brighter += Math.Max(difference, 0);
                sums.Beyond += absolute > rows.DeadZone ? 1 : 0;
                sums.Maximum = Math.Max(sums.Maximum, (byte)absolute);
            }
        }
    }
}
