using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Scheduling.Batching;

/// <summary>How crops of several cameras go through a network together.</summary>
public sealed record CropBatchOptions
{
    /// <summary>Most crops of one run. Default 8, range 2 to 8.</summary>
    public int Most { get; init; } = 8;

    /// <summary>
    /// How long a crop waits for those of other cameras that were active within the last second. Default 5 ms, range 0 to 1 s; 0
    /// joins only what waits for a worker anyhow.
    /// </summary>
    public TimeSpan Wait { get; init; } = TimeSpan.FromMilliseconds(5);

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="VideoDynException">A number is out of range (kind Configuration).</exception>
    public void Validate() => new OptionProblems("crop_batches")
        .Range(nameof(Most), Most, 2, 8)
        .Range(nameof(Wait), Wait, TimeSpan.Zero, TimeSpan.FromSeconds(1))
        .Throw();
}
