using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tensors;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Analysis;

/// <summary>
/// From a detector's output tensors to detections in the frame: head, threshold, suppression, map back. Whoever computed
/// the tensors (ONNX Runtime or the block engine), they are read alike.
/// </summary>
public sealed class DetectionReader
{
    private readonly IDetectionHead _head;
    private readonly CandidateBuffer _candidates;
    private readonly NonMaximumSuppression _suppression;
    private readonly float _iou;

    /// <summary>Prepares a reader; it serves one thread at a time and allocates nothing per frame.</summary>
    /// <param name="match">The recognised head.</param>
    /// <param name="profile">Labels and defaults of the model.</param>
    /// <param name="options">What the user said about it.</param>
    public DetectionReader(HeadMatch match, ModelProfile profile, ModelOptions options)
    {
        ArgumentNullException.ThrowIfNull(match);
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        _head = match.Create();
        _iou = options.Iou ?? profile.Iou;
        _candidates = new CandidateBuffer(
            options.MaxCandidates, Math.Min(options.Confidence ?? profile.Confidence, options.WeakConfidence ?? 1), ClassFilter.Create(options.Classes, profile.Labels));
        _suppression = new NonMaximumSuppression(options.MaxCandidates, _head.ClassCount, options.MaxDetections);
    }

    /// <summary>Name of the head.</summary>
    public string Head => _head.Name;

    /// <summary>Reads the outputs of one run.</summary>
    /// <param name="outputs">The model's outputs in graph order, refreshed.</param>
    /// <param name="placement">Where the frame lies in the input.</param>
    /// <param name="format">Format of the frame; boxes are cut at its edges.</param>
    /// <param name="observations">Receives detections by falling score.</param>
    /// <param name="evidence">How a box is known; null when everything was computed in this frame.</param>
    public void Read(
        IReadOnlyList<OutputTensor> outputs, in FrameToTensor placement, FrameFormat format, Observations observations, IEvidence? evidence = null)
    {
        ArgumentNullException.ThrowIfNull(observations);
        _candidates.Clear();
        _head.Decode(outputs, _candidates);
        foreach (int slot in _suppression.Run(_candidates, _head.NeedsSuppression ? _iou : 1))
        {
            var inTensor = new BoundingBox(_candidates.X1[slot], _candidates.Y1[slot], _candidates.X2[slot], _candidates.Y2[slot]);
            BoundingBox box = placement.ToFrame(inTensor).ClampTo(format.Width, format.Height);
            // A box that lies in the border of the letterbox shows nothing of the frame.
            if (box.Area <= 0)
            {
                observations.Malformed++;
                continue;
            }

            (float x, float y) = _candidates.Cell(slot);
            (Provenance provenance, TimeSpan age) = evidence?.At(x, y) ?? (Provenance.Detected, TimeSpan.Zero);
            observations.Add(new Detection(box, _candidates.Classes[slot], _candidates.Scores[slot], provenance, age));
        }

        observations.Malformed += _candidates.Invalid;
        observations.Truncated = _candidates.Truncated || _suppression.Truncated;
    }
}
