using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>The objects that the last analysis saw, and what each later one says about them. Steady state allocates nothing.</summary>
internal sealed class WatchList(LearnedRates rates)
{
    /// <summary>Scores this far below the confidence keep an object, as a comparison of scores near a threshold must.</summary>
    private const float Band = 0.1f;

    /// <summary>A new object this far above where it may begin counts fully; fainter ones may be gone with the next frame.</summary>
    private const float FullBirth = 0.2f;

    private readonly Stack<WatchedObject> _spare = new();
    private List<WatchedObject> _before = [];

    /// <summary>The objects.</summary>
    public List<WatchedObject> All { get; private set; } = [];

    /// <summary>Objects that count as seen.</summary>
    public int Strong { get; private set; }

    /// <summary>Moves the objects as the tracker has moved them.</summary>
    public void Follow(IReadOnlyList<TrackedObject> tracks)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (track.Provenance == Provenance.Predicted)
                Find(track.Id)?.Follow(track);
        }
    }

    /// <summary>Compares what was published with what the analysis saw, and learns.</summary>
    /// <param name="feedback">The analysis.</param>
    /// <param name="births">Objects that were not there, faint ones in part.</param>
    /// <returns>Wrong boxes: two for a misplaced one, one for one that is gone or new.</returns>
    public double Compare(in GateFeedback feedback, out double births)
    {
        for (int index = 0; index < All.Count; index++)
            All[index].IsFound = false;
        births = 0;
        double errors = Compare(feedback.Tracks, feedback.Confidence, ref births) + Compare(feedback.Tentative, feedback.Confidence, ref births);
        for (int index = 0; index < All.Count; index++)
        {
            if (All[index] is not { IsStrong: true, IsFound: false } lost)
                continue;
            rates.LearnLost(lost, true);
            errors++;
        }

        return errors + births;
    }

    /// <summary>Takes the objects of an analysis over.</summary>
    public void Refill(in GateFeedback feedback)
    {
        (_before, All) = (All, _before);
        All.Clear();
        Strong = 0;
        Take(feedback.Tracks, false, feedback.Confidence);
        Take(feedback.Tentative, true, feedback.Confidence);
        for (int index = 0; index < _before.Count; index++)
        {
            if (!All.Contains(_before[index]))
                _spare.Push(_before[index]);
        }

        _before.Clear();
    }

    // Where only some blocks were executed, a box of the others stands: that object was found as well.
    private static bool IsSeen(in TrackedObject track, float confidence) =>
        track.Provenance != Provenance.Predicted && track.Score >= confidence - Band;

    private double Compare(IReadOnlyList<TrackedObject> tracks, float confidence, ref double births)
    {
        double errors = 0;
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (!IsSeen(track, confidence))
                continue;
            if (Find(track.Id) is not { } known)
            {
                if (track.Score >= confidence)
                    births += Math.Min(1, (track.Score - confidence + 0.05f) / (FullBirth + 0.05f));
                continue;
            }

            known.IsFound = true;
            double overlap = known.Predicted.IntersectionOverUnion(track.Box);
            rates.LearnPlace(known, PlaceRisk.Offset(overlap));
            if (!known.IsStrong)
                continue;
            rates.LearnLost(known, false);
            errors += overlap < 0.5 ? 2 : 0;
        }

        return errors;
    }

    private void Take(IReadOnlyList<TrackedObject> tracks, bool areTentative, float confidence)
    {
        for (int index = 0; index < tracks.Count; index++)
        {
            TrackedObject track = tracks[index];
            if (!IsSeen(track, confidence))
                continue;
            WatchedObject item = Find(_before, track.Id) ?? New(track.Id);
            item.See(track, areTentative, confidence);
            All.Add(item);
            Strong += item.IsStrong ? 1 : 0;
        }
    }

    private WatchedObject New(long id)
    {
        WatchedObject item = _spare.Count > 0 ? _spare.Pop() : new();
        item.Begin(id);
        return item;
    }

    private WatchedObject? Find(long id) => Find(All, id);

    private static WatchedObject? Find(List<WatchedObject> items, long id)
    {
        for (int index = 0; index < items.Count; index++)
        {
            if (items[index].Id == id)
                return items[index];
        }

        return null;
    }
}
