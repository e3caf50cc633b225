using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Evaluation.Events;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Benchmarks.Events;

/// <summary>
/// Zone and tripwire events of the sample clips with the embedded detector, and why those are wrong that are. More clips
/// stand in the folders that <c>VIDEODYN_EVENT_CLIPS</c> names (as <c>videodyn synth</c> writes them). Nothing is timed.
/// </summary>
internal static class EventErrorsBenchmark
{
    private static readonly string[] s_types = ["tripwire.crossed", "zone.entered", "zone.left"];

    /// <summary>Prints the tables.</summary>
    public static void Run(BenchmarkOptions options)
    {
        string samples = Path.Combine(AppContext.BaseDirectory[..AppContext.BaseDirectory.IndexOf("artifacts", StringComparison.Ordinal)], "samples");
        string model = Path.Combine(samples, "models", "detector", "model.onnx");
        string[] folders = [Path.Combine(samples, "videos"), .. (Environment.GetEnvironmentVariable("VIDEODYN_EVENT_CLIPS") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)];
        string[] videos = [.. folders.SelectMany(folder => Directory.GetFiles(folder, "*.events.json").Order(StringComparer.Ordinal)).Select(path => path.Replace(".events.json", ".mp4", StringComparison.Ordinal))];
        Write($"Rules without confirmation and hysteresis:\n");
        Table([.. videos.Select(video => Replay(video, model, TimeSpan.Zero, TimeSpan.Zero))]);
        Write($"\nAs in samples/rules, zones with confirm 200ms and hysteresis 1s, tripwires with hysteresis 1s:\n");
        List<(EventClip Clip, ClipReplay Replay)> replays = [.. videos.Select(video => Replay(video, model, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1)))];
        Table(replays);
        Write($"\nThe same with lost tracks joined again (relink 1s):\n");
        Table([.. videos.Select(video => Replay(video, model, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), (_, seen) => TrackFeed.Detected(seen, new TrackerOptions { RelinkSeconds = 1 })))]);
        Write($"\nThe bound of the tracker: the detector's boxes, each given to whom it is on:\n");
        Table([.. videos.Select(video => Replay(video, model, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), (clip, seen) => TrackFeed.PerfectTracker(clip, seen, new TrackerOptions())))]);
        Write($"\nThe bound of the detector: all that is less than 70 % hidden, found without fault, through the tracker:\n");
        Table([.. videos.Select(video => Replay(video, model, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), (clip, seen) => TrackFeed.PerfectDetector(clip, seen, new TrackerOptions())))]);
        foreach (string type in s_types)
            Causes(replays, type);
    }

    private static (EventClip Clip, ClipReplay Replay) Replay(string video, string model, TimeSpan confirm, TimeSpan hysteresis, Func<EventClip, SeenClip, TrackFeed>? feed = null)
    {
        var clip = new EventClip(video, confirm, hysteresis);
        SeenClip seen = SeenClip.Of(video, model);
        return (clip, new ClipReplay(clip, seen, feed is null ? TrackFeed.Detected(seen, new TrackerOptions()) : feed(clip, seen)));
    }

    private static void Table(List<(EventClip Clip, ClipReplay Replay)> replays)
    {
        Console.WriteLine("| clip | crossed | zone entered | zone left | all three | HOTA | IDF1 | id switches |");
        Console.WriteLine("|---|---|---|---|---:|---:|---:|---:|");
        foreach ((EventClip clip, ClipReplay replay) in replays)
            Write($"| {clip.ClipName} | {string.Join(" | ", s_types.Select(type => Score(clip, replay, type)))} | {Compare(clip, replay, s_types).F1:F2} | {replay.Scores.Hota.Hota:F3} | {replay.Scores.Identity.F1:F3} | {replay.Scores.Clear.IdSwitches} |");
    }

    private static string Score(EventClip clip, ClipReplay replay, string type)
    {
        EventScores scores = Compare(clip, replay, [type]);
        return string.Create(CultureInfo.InvariantCulture, $"{scores.F1:F2} ({scores.Matched} of {scores.Matched + scores.Missed}, {scores.Matched + scores.Extra})");
    }

    private static EventScores Compare(EventClip clip, ClipReplay replay, string[] types)
    {
        return EventMatcher.Compare(clip.Events.Where(IsOne).Select(Timed), replay.Found.Where(IsOne).Select(Timed), TimeSpan.FromSeconds(0.5));

        bool IsOne(ClipEvent one) => types.Any(type => one.Type.EndsWith(type, StringComparison.Ordinal));
    }

    private static TimedEvent Timed(ClipEvent one) => new(one.Key, TimeSpan.FromSeconds(one.Seconds));

    private static void Causes(List<(EventClip Clip, ClipReplay Replay)> replays, string type)
    {
        Write($"\n### {type}\n\n| clip | missed | too many |\n|---|---|---|");
        foreach ((EventClip clip, ClipReplay replay) in replays)
        {
            (List<(ClipEvent Event, string Cause)> missed, List<(ClipEvent Event, string Cause)> tooMany) = EventCauses.Of(clip, replay);
            Write($"| {clip.ClipName} | {Sum(missed, type)} | {Sum(tooMany, type)} |");
        }
    }

    private static string Sum(List<(ClipEvent Event, string Cause)> events, string type) => string.Join(", ", events
        .Where(one => one.Event.Type.EndsWith(type, StringComparison.Ordinal)).GroupBy(one => one.Cause)
        .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal).Select(group => $"{group.Count()} {group.Key}"));

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
