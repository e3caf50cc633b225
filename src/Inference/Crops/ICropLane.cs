namespace VideoDyn.Inference.Crops;

/// <summary>Crops that can share a run: those of one model at one input size. Thread-safe.</summary>
public interface ICropLane
{
    /// <summary>Runs prepared crops of this lane in one go.</summary>
    /// <param name="crops">At least 1, at most as many as the model takes at once, of any streams.</param>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model: the network failed.</exception>
    void Run(ReadOnlySpan<CropTicket> crops);
}
