using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Tracks;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Temporal.Tests.Tracking.Rival;
using VideoDyn.Temporal.Tracking;

namespace VideoDyn.Benchmarks.Tracking;

/// <summary>
/// How well identities survive when frames are few: every 1st, 3rd, 5th, 10th and 15th frame, scored on those frames,
/// beside a ByteTrack that counts frames. Against the truth of a synthetic camera, and on real clips against the tracks
/// that all frames give. Nothing here is timed; the rounds of the command line do not matter.
/// </summary>
internal static class IdentityBenchmark
{
    private static readonly int[] s_steps = [1, 3, 5, 10, 15];
    private static readonly double[] s_asked = [0.98, 0.97, 0.95, 0.90, 0.85];

    /// <summary>Prints the tables.</summary>
    public static void Run(BenchmarkOptions options)
    {
        (List<TrackerFrame> frames, List<TrackedBox[]> truth) = TrackerFrame.Synthetic();
        Console.WriteLine("### synthetic-cam2, boxes of the truth\n");
        Console.WriteLine("| every | frames | IDF1 | asked | id switches | IDF1, counting frames | id switches |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|");
        bool reached = true;
        foreach ((int step, double asked) in s_steps.Zip(s_asked))
        {
            int[] kept = Kept(frames.Count, step);
            TrackingScores ours = Score(kept, truth, Persons(Ours(frames, kept))), rival = Score(kept, truth, Persons(Rival(frames, kept)));
            reached &= ours.Identity.F1 >= asked;
            Write($"| {step} | {kept.Length} | {ours.Identity.F1:F4} | {asked:F2} | {ours.Clear.IdSwitches} | {rival.Identity.F1:F4} | {rival.Clear.IdSwitches} |");
        }

        Console.WriteLine($"\nEvery asked IDF1 is reached: {(reached ? "yes" : "NO")}.");
        foreach (string clip in new[] { "one-by-one-person-detection.mp4", "street-vehicles.mp4" })
            Real(clip);
    }

    private static void Real(string clip)
    {
        List<TrackerFrame> frames = TrackerFrame.Detected(clip, "yolox_nano.onnx");
        int[] all = Kept(frames.Count, 1);
        List<TrackedBox[]> ours = Ours(frames, all), rival = Rival(frames, all);
        double rate = (frames.Count - 1) / (frames[^1].Time - frames[0].Time).TotalSeconds;
        Write($"\n### {clip}, yolox_nano, {frames.Count} frames at {rate:F1} per second\n");
        Write($"All frames give {Ids(ours)} tracks, counting frames {Ids(rival)}.\n");
        Console.WriteLine("| every | frames | IDF1 | id switches | counting frames: IDF1 | id switches | against its own dense tracks: IDF1 | id switches |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|");
        foreach (int step in s_steps)
        {
            int[] kept = Kept(frames.Count, step);
            List<TrackedBox[]> thinned = Rival(frames, kept);
            TrackingScores mine = Score(kept, ours, Ours(frames, kept)), theirs = Score(kept, ours, thinned), own = Score(kept, rival, thinned);
            Write($"| {step} | {kept.Length} | {mine.Identity.F1:F4} | {mine.Clear.IdSwitches} | {theirs.Identity.F1:F4} | {theirs.Clear.IdSwitches} | {own.Identity.F1:F4} | {own.Clear.IdSwitches} |");
        }
    }

    private static int[] Kept(int count, int step) => [.. Enumerable.Range(0, count).Where(index => index % step == 0)];

    private static List<TrackedBox[]> Ours(List<TrackerFrame> frames, int[] kept)
    {
        var tracker = new ByteTracker();
        List<TrackedBox[]> tracks = [];
        foreach (int index in kept)
        {
            tracker.Update(frames[index].Time, frames[index].Detections);
            tracks.Add([.. tracker.Tracks.Where(track => track.State == TrackState.Confirmed).Select(track => new TrackedBox(track.Id, track.Box, track.ClassId))]);
        }

        return tracks;
    }

    private static List<TrackedBox[]> Rival(List<TrackerFrame> frames, int[] kept)
    {
        var tracker = new PlainByteTrack();
        return [.. kept.Select(index => tracker.Update(frames[index].Detections).Select(track => new TrackedBox(track.Id, track.Box, track.ClassId)).ToArray())];
    }

    // The reference holds every frame, the output those that were kept.
    private static TrackingScores Score(int[] kept, List<TrackedBox[]> reference, List<TrackedBox[]> output)
    {
        var meter = new TrackingMeter();
        for (int index = 0; index < kept.Length; index++)
            meter.Add(reference[kept[index]], output[index]);
        return meter.Report();
    }

    // The truth of the synthetic camera has classes that stand still for the whole clip; they would only flatter.
    private static List<TrackedBox[]> Persons(List<TrackedBox[]> tracks) => [.. tracks.Select(frame => frame.Where(box => box.ClassId == 1).ToArray())];

    private static int Ids(List<TrackedBox[]> tracks) => tracks.SelectMany(frame => frame).Select(box => box.TrackId).Distinct().Count();

    private static void Write(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
