namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>Counts what goes through together, for all workers.</summary>
internal sealed class CropBatchTally
{
    private long _crops;
    private long _runs;
    private long _sharedRuns;

    public CropBatchCounts Counts => new(Interlocked.Read(ref _crops), Interlocked.Read(ref _runs), Interlocked.Read(ref _sharedRuns));

    public void Add(int crops, bool isShared)
    {
        Interlocked.Add(ref _crops, crops);
        Interlocked.Increment(ref _runs);
        if (isShared)
            Interlocked.Increment(ref _sharedRuns);
    }
}
