using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;

namespace VideoDyn.Inference.Crops;

/// <summary>Classes of parts of a frame, best first. Used by one thread at a time.</summary>
public interface ICropClassifier : IDisposable
{
    /// <summary>What runs.</summary>
    AnalyzerInfo Info { get; }

    /// <summary>Multiply-accumulates that all crops so far have cost.</summary>
    long ExecutedMacs { get; }

    /// <summary>Classifies crops.</summary>
    /// <param name="frame">The picture; only read during the call.</param>
    /// <param name="boxes">The crops in frame pixels; what sticks out of the frame is cut off.</param>
    /// <param name="classes">Receives up to <see cref="CropClassifier.TopCount"/> classes per crop, at multiples of that number.</param>
    /// <param name="counts">Receives the number of classes per crop: none where no score reaches the confidence or no pixel lies in the frame.</param>
    /// <param name="clock">Where the time is booked (stages Preprocess and Inference); null for nowhere.</param>
    /// <returns>How many crops went through the network.</returns>
    /// <exception cref="VideoDynException">Kind Model: the network failed.</exception>
    int Classify(FrameLease frame, ReadOnlySpan<BoundingBox> boxes, Span<ClassScore> classes, Span<int> counts, StageClock? clock = null);
}
