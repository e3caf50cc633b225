namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>What went through together so far.</summary>
/// <param name="Crops">Crops that were run.</param>
/// <param name="Runs">Runs of a network.</param>
/// <param name="SharedRuns">Those of them with crops of more than one camera.</param>
public readonly record struct CropBatchCounts(long Crops, long Runs, long SharedRuns)
{
    /// <summary>Crops of a run on average; 0 without any.</summary>
    public double Mean => Runs == 0 ? 0 : (double)Crops / Runs;
}
