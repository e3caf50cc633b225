namespace VideoDyn.Temporal.Signals.Kernels;

/// <summary>Compares cells of a frame with the reference. All variants give exactly the same integers.</summary>
internal unsafe interface ICellKernel
{
    /// <summary>Adds some rows of a cell to its sums.</summary>
    static abstract void Add(in CellRows rows, CellLanes* lanes);

    /// <summary>Finishes a cell.</summary>
    static abstract CellSums Fold(CellLanes* lanes);
}
