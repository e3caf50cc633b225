using VideoDyn.Inference.Crops;

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>A camera whose frame waits for its crops to be run. Its crops may go through in several runs, also at the same time.</summary>
internal interface IBatchClient
{
    /// <summary>On whose account they run.</summary>
    FairShare Share { get; }

    /// <summary>The crops, unchanged until all of them were run or given up.</summary>
    IReadOnlyList<CropTicket> Crops { get; }

    /// <summary>Some of the crops were run; must not throw. Called on a worker's thread.</summary>
    /// <param name="count">How many.</param>
    /// <param name="wall">Their part of the run's time.</param>
    /// <param name="processor">Their part of its processor time.</param>
    /// <param name="error">Why that failed; null when it did not.</param>
    void Ran(int count, TimeSpan wall, TimeSpan processor, Exception? error);

    /// <summary>Some of the crops will never be run, because everything ends.</summary>
    /// <param name="count">How many.</param>
    void GiveUp(int count);
}
