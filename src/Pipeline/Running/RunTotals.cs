using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Pipeline.Running;

/// <summary>Sums over the frames of one run.</summary>
public sealed class RunTotals
{
    private long[] _objectsByClass = [];
    private long[] _tracksByClass = [];
    private long[] _topLabels = [];
    private double[] _shareSums = [];
    private readonly Dictionary<GateDecision, long> _decisions = [];
    private readonly HashSet<long> _counted = [];
    private readonly Dictionary<long, string> _labelOfTrack = [];

    /// <summary>Frames delivered by the source.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames by what the gate decided, and why.</summary>
    public IReadOnlyDictionary<GateDecision, long> Decisions => _decisions;

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

    /// <summary>Confirmed tracks by class index.</summary>
    public IReadOnlyList<long> TracksByClass => _tracksByClass;

    /// <summary>Label that a classifier of tracked objects put first when it last looked, by track number.</summary>
    public IReadOnlyDictionary<long, string> LabelOfTrack => _labelOfTrack;

    /// <summary>Analyzed frames by the class index that a classifier put first.</summary>
    public IReadOnlyList<long> TopLabels => _topLabels;

    /// <summary>Sum over analyzed frames of the share of the picture that each class covers, by class index.</summary>
    public IReadOnlyList<double> ShareSums => _shareSums;

    internal void Add(FrameView view)
    {
        Frames++;
        _decisions[view.Decision] = _decisions.GetValueOrDefault(view.Decision) + 1;
        StreamTime = view.Frame.StreamTime;
        CountTracks(view);
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
            Count(ref _objectsByClass, detections[index].ClassId);
        if (observations.Labels.Count > 0)
            Count(ref _topLabels, observations.Labels[0].ClassId);
        for (int index = 0; index < observations.Segments.Count; index++)
        {
            ClassShare segment = observations.Segments[index];
            if (segment.ClassId >= _shareSums.Length)
                Array.Resize(ref _shareSums, segment.ClassId + 1);
            _shareSums[segment.ClassId] += segment.Share;
        }
    }

    /// <summary>All tracks were given up between two frames; their numbers do not come again.</summary>
    internal void ForgetTracks() => _counted.Clear();

    // A track may be confirmed after a younger one, so the highest number alone would not do; each is counted once. Who is
    // gone does not come again, so that only those in view are remembered.
    private void CountTracks(FrameView view)
    {
        IReadOnlyList<TrackedObject> ended = view.EndedTracks;
        for (int index = 0; index < ended.Count; index++)
            _counted.Remove(ended[index].Id);
        IReadOnlyList<TrackedObject> tracks = view.Tracks;
        for (int index = 0; index < tracks.Count; index++)
        {
            if (_counted.Add(tracks[index].Id))
                Count(ref _tracksByClass, tracks[index].ClassId);
            if (tracks[index].Labels is [TrackLabel best, ..])
                _labelOfTrack[tracks[index].Id] = best.Label;
        }
    }

    private static void Count(ref long[] counts, int classId)
    {
        if (classId >= counts.Length)
            Array.Resize(ref counts, classId + 1);
        counts[classId]++;
    }
}
