namespace VideoDyn.Benchmarks.Events;

/// <summary>Pairs found events with true ones, and says of each that has no partner why.</summary>
internal static class EventCauses
{
    private const double Tolerance = 0.5;

    /// <summary>Why true events were missed and found ones are too many, each with its type.</summary>
    public static (List<(ClipEvent Event, string Cause)> Missed, List<(ClipEvent Event, string Cause)> TooMany) Of(EventClip clip, ClipReplay replay)
    {
        var taken = new HashSet<ClipEvent>(ReferenceEqualityComparer.Instance);
        var paired = new HashSet<ClipEvent>(ReferenceEqualityComparer.Instance);
        foreach ((ClipEvent truth, ClipEvent found) in clip.Events
            .SelectMany(truth => replay.Found.Where(found => found.Key == truth.Key && Math.Abs(found.Seconds - truth.Seconds) <= Tolerance).Select(found => (truth, found)))
            .OrderBy(pair => Math.Abs(pair.found.Seconds - pair.truth.Seconds)))
        {
            if (!paired.Contains(truth) && taken.Add(found))
                paired.Add(truth);
        }

        return (
            [.. clip.Events.Where(truth => !paired.Contains(truth)).Select(truth => (truth, WhyMissed(clip, replay, truth)))],
            [.. replay.Found.Where(found => !taken.Contains(found)).Select(found => (found, WhyTooMany(clip, replay, found)))]);
    }

    private static string WhyMissed(EventClip clip, ClipReplay replay, ClipEvent truth)
    {
        TruePlace? place = clip.PlacesAt(truth.Frame).Concat(clip.PlacesAt(truth.Frame - 1)).Cast<TruePlace?>().FirstOrDefault(one => one!.Value.Id == truth.Id);
        (long Track, string Label)[] tracks = [.. Enumerable.Range(truth.Frame - 5, 11).SelectMany(frame => replay.TracksOn(truth.Id, frame)).Distinct()];
        if (tracks.Length == 0)
            return place is { Visibility: < 0.3f } ? "hidden" : "not seen";
        if (tracks.All(track => track.Label != truth.Label))
            return "wrong class";
        return replay.Found.Any(found => found.Key == truth.Key && tracks.Any(track => track.Track == found.Id)) ? "other time" : "track cut here";
    }

    private static string WhyTooMany(EventClip clip, ClipReplay replay, ClipEvent found)
    {
        // What ends is no longer followed when that is known, so where it was last is asked for.
        int frame = found.Frame;
        while (frame > 0 && replay.TruthOf(found.Id, frame) == 0 && frame > found.Frame - 60)
            frame--;
        long who = replay.TruthOf(found.Id, frame);
        if (who == 0)
            return "nobody there";
        if (clip.PlacesAt(frame).First(place => place.Id == who).Label != found.Label)
            return "wrong class";
        bool isLeft = found.Type.EndsWith("left", StringComparison.Ordinal);
        bool other = isLeft
            ? Enumerable.Range(frame, Math.Max(replay.Frames - frame, 0)).Any(later => replay.TracksOn(who, later).Any(track => track.Track != found.Id))
            : Enumerable.Range(0, frame).Any(earlier => replay.TracksOn(who, earlier).Any(track => track.Track != found.Id));
        bool elsewhere = Enumerable.Range(0, frame).Any(earlier => replay.TruthOf(found.Id, earlier) is var before && before != 0 && before != who);
        if (replay.Found.Any(one => one.Id == found.Id && one != found && one.Type == found.Type && Math.Abs(one.Seconds - found.Seconds) < 2))
            return "flicker";
        if (other)
            return $"track begun anew{(isLeft ? "" : How(clip, replay, found, who, frame))}";
        if (elsewhere)
            return "track changed over";
        return clip.Events.Any(truth => truth.Key == found.Key && truth.Id == who) ? "other time" : "place";
    }

    // What the track before it was, and for how long nobody followed the object.
    private static string How(EventClip clip, ClipReplay replay, ClipEvent found, long who, int frame)
    {
        int first = frame;
        while (first > 0 && replay.TruthOf(found.Id, first - 1) == who)
            first--;
        for (int earlier = first; earlier >= 0; earlier--)
        {
            (long Track, string Label)[] others = [.. replay.TracksOn(who, earlier).Where(track => track.Track != found.Id)];
            if (others.Length == 0)
                continue;
            string kind = others.All(track => track.Label != found.Label) ? " of another class" : "";
            float visible = Enumerable.Range(earlier, first - earlier + 1).SelectMany(clip.PlacesAt).Where(place => place.Id == who).Select(place => place.Visibility).DefaultIfEmpty(1).Min();
            return $" after {(first - earlier) switch { 0 => "0", <= 6 => "1-6", <= 12 => "7-12", <= 36 => "13-36", _ => "more" }} frames{(visible < 0.5f ? " hidden" : "")}{kind}";
        }

        return " from the start";
    }
}
