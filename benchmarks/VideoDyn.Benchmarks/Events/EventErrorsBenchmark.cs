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
        Table([.. videos.Select(video => Replay(video, model, TimeSpan.FromSeconds(0.2), TimeSpan.FromSeconds(1), relink: 1))]);
        foreach (string type in s_types)
            Causes(replays, type);
    }

    private static (EventClip Clip, ClipReplay Replay) Replay(string video, string model, TimeSpan confirm, TimeSpan hysteresis, double relink = 0)
    {
        var clip = new EventClip(video, confirm, hysteresis);
        return (clip, new ClipReplay(clip, SeenClip.Of(video, model), new TrackerOptions { RelinkSeconds = relink }));
    }

    private static void Table(List<(EventClip Clip, ClipReplay Replay)> replays)
    {
        Console.WriteLine("| clip | crossed | zone entered | zone left | HOTA | IDF1 | id switches |");
        Console.WriteLine("|---|---|---|---|---:|---:|---:|");
        foreach ((EventClip clip, ClipReplay replay) in replays)
            Write($"| {clip.ClipName} | {string.Join(" | ", s_types.Select(type => Score(clip, replay, type)))} | {replay.Scores.Hota.Hota:F3} | {replay.Scores.Identity.F1:F3} | {replay.Scores.Clear.IdSwitches} |");
    }

    private static string Score(EventClip clip, ClipReplay replay, string type)
    {
        ClipEvent[] truth = [.. clip.Events.Where(one => one.Type.EndsWith(type, StringComparison.Ordinal))], found = [.. replay.Found.Where(one => one.Type.EndsWith(type, StringComparison.Ordinal))];
        EventScores scores = EventMatcher.Compare(truth.Select(Timed), found.Select(Timed), TimeSpan.FromSeconds(0.5));
        return string.Create(CultureInfo.InvariantCulture, $"{scores.F1:F2} ({scores.Matched} of {truth.Length}, {found.Length})");
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
