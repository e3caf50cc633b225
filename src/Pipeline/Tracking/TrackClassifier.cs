using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Tracks;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Pipeline.Tracking;

/// <summary>
/// Looks at tracked objects with a second network: when an object is confirmed, when it has grown, and again after a
/// while. What it saw last stands until it sees something else. Only analyzed frames are looked at, since only there the
/// box is where the object is.
/// </summary>
public sealed class TrackClassifier
{
    /// <summary>Most crops of one frame; the others wait for the next, those never looked at and those looked at longest ago first.</summary>
    public const int MostCrops = 16;

    /// <summary>An object is looked at again when its box has this many times the area of the last look.</summary>
    public const float Growth = 1.5f;

    private readonly ICropClassifier _classifier;
    private readonly TimeSpan _period;
    private readonly Dictionary<long, Memory> _looks = [];
    private readonly Stack<Memory> _spare = new();
    private readonly List<long> _leaving = [];
    private readonly List<Due> _due = [];
    private readonly BoundingBox[] _boxes = new BoundingBox[MostCrops];
    private readonly ClassScore[] _classes = new ClassScore[MostCrops * CropClassifier.TopCount];
    private readonly int[] _counts = new int[MostCrops];

    /// <summary>Prepares to look at the objects of one stream.</summary>
    /// <param name="classifier">The network; the caller disposes it.</param>
    /// <param name="period">Stream time after which an object is looked at again, above zero; null for <see cref="DefaultPeriod"/>.</param>
    public TrackClassifier(ICropClassifier classifier, TimeSpan? period = null)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        _classifier = classifier;
        _period = period ?? DefaultPeriod;
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(_period, TimeSpan.Zero, nameof(period));
    }

    /// <summary>Stream time after which an object is looked at again unless something else is said: 2 s.</summary>
    public static TimeSpan DefaultPeriod { get; } = TimeSpan.FromSeconds(2);

    /// <summary>The network.</summary>
    public AnalyzerInfo Info => _classifier.Info;

    /// <summary>Crops that went through the network.</summary>
    public long Crops { get; private set; }

    /// <summary>How often an object had to wait for a later frame because of <see cref="MostCrops"/>.</summary>
    public long Postponed { get; private set; }

    /// <summary>What is known about an object; null when nothing is.</summary>
    public IReadOnlyList<TrackLabel>? LabelsOf(long id) => _looks.TryGetValue(id, out Memory? look) ? look.Labels : null;

    /// <summary>Looks at those whose turn it is.</summary>
    /// <param name="frame">An analyzed frame.</param>
    /// <param name="tracks">The objects as of this frame.</param>
    /// <param name="observations">Receives the cost.</param>
    public void Look(FrameLease frame, IReadOnlyList<TrackedObject> tracks, Observations observations)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(tracks);
        ArgumentNullException.ThrowIfNull(observations);
        _due.Clear();
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.State == TrackState.Confirmed && IsDue(track, frame.StreamTime) is { } since)
                _due.Add(new Due(since, index));
        }

        if (_due.Count == 0)
            return;
        _due.Sort();
        int count = Math.Min(_due.Count, MostCrops);
        Postponed += _due.Count - count;
        for (int rank = 0; rank < count; rank++)
            _boxes[rank] = tracks[_due[rank].Index].Box;
        long before = _classifier.ExecutedMacs;
        int crops = _classifier.Classify(frame, _boxes.AsSpan(0, count), _classes, _counts, observations.Clock);
        Crops += crops;
        observations.Macs += _classifier.ExecutedMacs - before;
        for (int rank = 0; rank < count; rank++)
            Remember(tracks[_due[rank].Index], frame.StreamTime, _classes.AsSpan(rank * CropClassifier.TopCount, _counts[rank]));
    }

    /// <summary>Forgets objects one frame after they have ended, so that the event about their end can still tell what they were.</summary>
    public void Forget(IReadOnlyList<TrackedObject> ended)
    {
        ArgumentNullException.ThrowIfNull(ended);
        foreach (long id in _leaving)
        {
            if (_looks.Remove(id, out Memory? look))
                _spare.Push(look);
        }

        _leaving.Clear();
        for (int index = 0; index < ended.Count; index++)
            _leaving.Add(ended[index].Id);
    }

    // When it was last looked at, if its turn has come. Where stream time stepped back, the last look lies in the future.
    private TimeSpan? IsDue(in TrackedObject track, TimeSpan now)
    {
        if (!_looks.TryGetValue(track.Id, out Memory? look))
            return TimeSpan.MinValue;
        return now - look.At >= _period || now < look.At || track.Box.Area >= Growth * look.Area ? look.At : null;
    }

    private void Remember(in TrackedObject track, TimeSpan now, ReadOnlySpan<ClassScore> classes)
    {
        if (!_looks.TryGetValue(track.Id, out Memory? look))
        {
            look = _spare.TryPop(out Memory? spare) ? spare : new Memory();
            look.Labels = null;
            _looks.Add(track.Id, look);
        }

        look.At = now;
        look.Area = track.Box.Area;
        if (classes.IsEmpty)
            return;
        var labels = new TrackLabel[classes.Length];
        for (int index = 0; index < labels.Length; index++)
            labels[index] = new TrackLabel(_classifier.Info.Labels[classes[index].ClassId], classes[index].Score);
        look.Labels = labels;
    }

    private sealed class Memory
    {
        public TimeSpan At { get; set; }

        public float Area { get; set; }

        public IReadOnlyList<TrackLabel>? Labels { get; set; }
    }

    private readonly record struct Due(TimeSpan Since, int Index) : IComparable<Due>
    {
        // Tracks come by rising number, so the index settles ties by age.
        public int CompareTo(Due other) => Since != other.Since ? Since.CompareTo(other.Since) : Index.CompareTo(other.Index);
    }
}
