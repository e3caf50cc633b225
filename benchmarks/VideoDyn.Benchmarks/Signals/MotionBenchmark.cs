using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Sources;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Decoding;
using VideoDyn.Synth;
using VideoDyn.Synth.Output;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Benchmarks.Signals;

/// <summary>
/// What the motion of the picture explains: blocks that changed from frame to frame, with and without it, and what finding
/// it costs. Rendered scenes and filmed clips.
/// </summary>
internal static class MotionBenchmark
{
    private const int MostFrames = 150;
    private static readonly InputSpec s_input = new() { Width = 416, Height = 416, Resize = ResizeMode.LetterboxTopLeft };

    private static readonly (string Name, SynthOptions Options)[] s_scenes =
    [
        ("plaza (rendered)", Scene("plaza")),
        ("shake 2 px (rendered)", Scene("plaza") with { Shake = 2 }),
        ("shake 6 px (rendered)", Scene("plaza") with { Shake = 6 }),
        ("slow pan, 10 degrees (rendered)", Scene("street") with { Pan = 10 }),
    ];

    private static readonly string[] s_clips = ["dashcam-lane", "handheld-bedroom", "highway-traffic", "street-vehicles", "dog-yard", "one-by-one-person-detection"];

    public static void Run(BenchmarkOptions options)
    {
        var text = new StringBuilder();
        text.Append("| clip | sure | pixels per frame | blocks changed | motion taken out | pan / shake / unclear frames | ms a frame, mean | where it is searched |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
        foreach ((string name, SynthOptions scene) in s_scenes)
        {
            string clip = Path.Combine(Path.GetTempPath(), $"videodyn-motion-{Environment.ProcessId}.mp4");
            try
            {
                new SynthJob(scene, new SynthOutputs { Video = clip }).Run(null, default);
                Row(text, name, clip);
            }
            finally
            {
                foreach (string ending in (string[])[".mp4", ".truth.csv", ".events.json"])
                    File.Delete(Path.ChangeExtension(clip, null) + ending);
            }
        }

        foreach (string clip in s_clips)
            Row(text, clip, BenchmarkData.Clip(clip + ".mp4"));
        Console.Write(text);
    }

    private static SynthOptions Scene(string scene) => new() { Scene = scene, FramesPerSecond = 10, Duration = TimeSpan.FromSeconds(12) };

    // Two signals take turns on every frame; what one of them takes longer is the price of asking for motion.
    private static void Row(StringBuilder text, string name, string clip)
    {
        using var signal = new ChangeSignal(s_input, 32, new ChangeSignalOptions()) { MeasuresMotion = true };
        using var plain = new ChangeSignal(s_input, 32, new ChangeSignalOptions());
        var ledger = new FrameLedger();
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, default);
        int frames = 0, sure = 0;
        double length = 0, changed = 0, own = 0;
        int[] kinds = new int[4];
        List<double> extra = [], searches = [];
        while (frames < MostFrames && source.Read(out FrameLease? held, default) == FrameReadStatus.Frame)
        {
            using FrameLease frame = held!;
            (double without, double with) = (0, 0);
            BlockChange change = null!;
            for (int turn = 0; turn < 2; turn++)
            {
                if (turn == frames % 2)
                    with = Milliseconds(signal, frame, out change);
                else
                    without = Milliseconds(plain, frame, out _);
            }

            ledger.Analyze();
            if (frames++ == 0)
                continue;
            sure += change.GlobalMotion is null ? 0 : 1;
            length += change.GlobalMotion?.Length() ?? 0;
            kinds[(int)change.Camera]++;
            extra.Add(with - without);
            if (change.MotionAgreement > 0)
                searches.Add(with - without);
            for (int index = 0; index < change.Grid.Length; index++)
            {
                changed += change.Cells[index].Pixels > 0 && change.Cells[index].Share > 0.01f ? 1.0 / change.Grid.PictureCells : 0;
                own += change.Cells[index].Pixels > 0 && change.OwnShare(index) > 0.01f ? 1.0 / change.Grid.PictureCells : 0;
            }

            signal.MarkProcessed(frame, null);
            plain.MarkProcessed(frame, null);
        }

        frames--;
        searches.Sort();
        string search = searches.Count == 0 ? "never" : string.Create(CultureInfo.InvariantCulture, $"{searches[searches.Count / 2]:F2} ({(double)searches.Count / frames:P0})");
        string row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {(double)sure / frames:P0} | {(sure == 0 ? 0 : length / sure):F1} | {changed / frames:P1} | {own / frames:P1} | {kinds[(int)CameraMotion.Pan]} / {kinds[(int)CameraMotion.Shake]} / {kinds[(int)CameraMotion.Unclear]} | {MiddleMean(extra):F3} | {search} |\n");
        text.Append(row);
        Console.Error.Write(row);
    }

    // Other work on the machine falls into a few frames only.
    private static double MiddleMean(List<double> times)
    {
        times.Sort();
        return times.Skip(times.Count / 20).Take(times.Count * 9 / 10).DefaultIfEmpty(0).Average();
    }

    private static double Milliseconds(ChangeSignal signal, FrameLease frame, out BlockChange change)
    {
        long start = Stopwatch.GetTimestamp();
        change = signal.Observe(frame);
        double time = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        if (change.Cut == SceneCut.FirstFrame)
            signal.MarkProcessed(frame, null);
        return time;
    }
}
