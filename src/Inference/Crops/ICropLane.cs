namespace VideoDyn.Inference.Crops;

/// <summary>Crops that can share a run: those of one model at one input size. Thread-safe.</summary>
public interface ICropLane
{
    /// <summary>Units that go through in one run; null where as many crops go through as the caller wants.</summary>
    int? Capacity => null;

    /// <summary>Runs prepared crops of this lane in one go.</summary>
    /// <param name="crops">At least 1, of any streams; at most as many as the model takes at once, or of <see cref="Capacity"/> units.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the network failed.</exception>
    void Run(ReadOnlySpan<CropTicket> crops);
}
