using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;

namespace VideoDyn.Pipeline.Running;

/// <summary>Sums over the frames of one run.</summary>
public sealed class RunTotals
{
    private long[] _objectsByClass = [];

    /// <summary>Frames delivered by the source.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames analyzed.</summary>
    public long Analyzed { get; private set; }

    /// <summary>Detections in analyzed frames.</summary>
    public long Objects { get; private set; }

    /// <summary>Analyzed frames that show at least one object.</summary>
    public long FramesWithObjects { get; private set; }

    /// <summary>Analyzed frames in which a cap cut candidates off.</summary>
    public long TruncatedFrames { get; private set; }

    /// <summary>Candidates dropped because they were not finite or empty.</summary>
    public long MalformedCandidates { get; private set; }

    /// <summary>Analyzed frames in which every pixel was computed.</summary>
    public long FullPasses { get; private set; }

    /// <summary>Multiply-accumulates executed.</summary>
    public long Macs { get; private set; }

    /// <summary>Sum over analyzed frames of the share of the dense work that was executed.</summary>
    public double ExecutedShareSum { get; private set; }

    /// <summary>Stream time of the last frame.</summary>
    public TimeSpan StreamTime { get; private set; }

    /// <summary>Detections by class index.</summary>
    public IReadOnlyList<long> ObjectsByClass => _objectsByClass;

    internal void Add(FrameView view)
    {
        Frames++;
        StreamTime = view.Frame.StreamTime;
        if (!view.IsAnalyzed)
            return;
        Observations observations = view.Observations;
        Analyzed++;
        Macs += observations.Macs;
        ExecutedShareSum += observations.ExecutedShare;
        MalformedCandidates += observations.Malformed;
        if (observations.Truncated)
            TruncatedFrames++;
        if (observations.WasFullPass)
            FullPasses++;
        IReadOnlyList<Detection> detections = observations.Detections;
        if (detections.Count > 0)
            FramesWithObjects++;
        Objects += detections.Count;
        for (int index = 0; index < detections.Count; index++)
            Count(detections[index].ClassId);
    }

    private void Count(int classId)
    {
        if (classId >= _objectsByClass.Length)
            Array.Resize(ref _objectsByClass, classId + 1);
        _objectsByClass[classId]++;
    }
}
