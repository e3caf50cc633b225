using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Kernels;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Sources;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Decoding;
using VideoDyn.Synth;
using VideoDyn.Synth.Output;
using VideoDyn.Temporal.Signals;
using VideoDyn.Temporal.Signals.Motion;

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
        text.Append("| clip | frames | sure of a motion | agreement | pixels per frame | blocks changed | motion taken out | pan / shake / unclear | ms to find |\n");
        text.Append("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |\n");
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

    private static void Row(StringBuilder text, string name, string clip)
    {
        using var signal = new ChangeSignal(s_input, 32, new ChangeSignalOptions()) { MeasuresMotion = true };
        using var search = new MotionSearch(InstructionSet.Active);
        using LumaSamples now = new(InstructionSet.Active), then = new(InstructionSet.Active);
        var ledger = new FrameLedger();
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, default);
        int frames = 0, sure = 0;
        double agreement = 0, length = 0, changed = 0, own = 0;
        int[] kinds = new int[4];
        var times = new List<double>();
        FrameLease? before = null;
        while (frames < MostFrames && source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            BlockChange change = signal.Observe(frame!);
            signal.MarkProcessed(frame!, null);
            ledger.Analyze();
            if (before is not null)
            {
                frames++;
                sure += change.GlobalMotion is null ? 0 : 1;
                agreement += change.GlobalMotion is null ? 0 : change.MotionAgreement;
                length += change.GlobalMotion?.Length() ?? 0;
                kinds[(int)change.Camera]++;
                for (int index = 0; index < change.Grid.Length; index++)
                {
                    changed += change.Cells[index].Pixels > 0 && change.Cells[index].Share > 0.01f ? 1.0 / change.Grid.PictureCells : 0;
                    own += change.Cells[index].Pixels > 0 && change.OwnShare(index) > 0.01f ? 1.0 / change.Grid.PictureCells : 0;
                }

                now.Resize(s_input, 32, frame!.Luma.Width, frame.Luma.Height);
                then.Resize(s_input, 32, frame.Luma.Width, frame.Luma.Height);
                FramePlane samples = now.TakeNew(frame), last = then.TakeNew(before);
                long start = System.Diagnostics.Stopwatch.GetTimestamp();
                search.Find(samples, last);
                times.Add(System.Diagnostics.Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }

            before?.Dispose();
            before = frame;
        }

        before?.Dispose();
        times.Sort();
        string row = string.Create(
            CultureInfo.InvariantCulture,
            $"| {name} | {frames} | {(double)sure / frames:P0} | {(sure == 0 ? 0 : agreement / sure):F2} | {(sure == 0 ? 0 : length / sure):F1} | {changed / frames:P1} | {own / frames:P1} | {kinds[(int)CameraMotion.Pan]} / {kinds[(int)CameraMotion.Shake]} / {kinds[(int)CameraMotion.Unclear]} | {times[times.Count / 2]:F2} |\n");
        text.Append(row);
        Console.Error.Write(row);
    }
}
