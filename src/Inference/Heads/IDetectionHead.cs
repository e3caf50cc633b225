using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Heads;

/// <summary>
/// Reads a detector's output tensors. Made for one model at one input size; used by one thread at a time; allocates
/// nothing per frame.
/// </summary>
public interface IDetectionHead
{
    /// <summary>Registered name, e.g. <c>yolox</c>.</summary>
    string Name { get; }

    /// <summary>Classes that the model tells apart.</summary>
    int ClassCount { get; }

    /// <summary>Whether overlapping candidates of one class must still be suppressed; false when the graph did it.</summary>
    bool NeedsSuppression { get; }

    /// <summary>Adds every candidate whose score reaches <see cref="CandidateBuffer.Threshold"/>, in tensor pixels.</summary>
    /// <param name="outputs">The model's outputs in graph order.</param>
    /// <param name="candidates">Where candidates go; already cleared.</param>
    /// <exception cref="VideoDyn.Core.Errors.VideoDynException">Kind Model: an output changed its size at run time.</exception>
    void Decode(IReadOnlyList<OutputTensor> outputs, CandidateBuffer candidates);
}
