namespace VideoDyn.Evaluation.Tracking;

/// <summary>Two boxes of one frame that overlap.</summary>
/// <param name="Truth">Position among the truth boxes of the frame.</param>
/// <param name="Found">Position among the tracker's boxes of the frame.</param>
/// <param name="Iou">Intersection over union, above 0.</param>
internal readonly record struct FramePair(int Truth, int Found, double Iou);

/// <summary>One frame as the metrics see it: which tracks are in it and which boxes overlap. Reused from frame to frame.</summary>
internal sealed class FramePairs
{
    /// <summary>Dense index of the track of each truth box, ignored ones left out.</summary>
    public List<int> Truth { get; } = [];

    /// <summary>Dense index of the track of each tracker box, those on ignored objects left out.</summary>
    public List<int> Found { get; } = [];

    /// <summary>All overlaps of the boxes above.</summary>
    public List<FramePair> Pairs { get; } = [];

    public void Clear()
    {
        Truth.Clear();
        Found.Clear();
        Pairs.Clear();
    }
}
