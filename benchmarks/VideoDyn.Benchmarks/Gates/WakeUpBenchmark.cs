using System.Globalization;
using System.Text;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Core.Tensors;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Media.Decoding;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Synth;
using VideoDyn.Synth.Output;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>
/// How often gates analyze a frame although nobody came, went or moved, per minute and condition of the camera. The
/// network is replaced by the truth, so that only the gate is measured. Writes <c>docs/benchmarks/wake-ups.md</c>.
/// </summary>
internal static class WakeUpBenchmark
{
    private static readonly string[] s_gates = ["change", "change:motion=off", "motion"];

    private static readonly (string Name, Func<SynthOptions, SynthOptions> Apply, bool Switches)[] s_conditions =
    [
        ("none", options => options, false),
        ("noise 3", options => options with { Noise = 3 }, false),
        ("noise 6", options => options with { Noise = 6 }, false),
        ("rain 0.5", options => options with { Rain = 0.5 }, false),
        ("flicker 0.1", options => options with { Flicker = 0.1 }, false),
        ("light switch", options => options, true),
        ("ramp to dusk", options => options with { Ramp = true }, false),
        ("clouds 1", options => options with { Clouds = 1 }, false),
        ("foliage 0.6", options => options with { Foliage = 0.6 }, false),
        ("shake 2 px", options => options with { Shake = 2 }, false),
        ("pan 10 degrees", options => options with { Pan = 10 }, false),
    ];

    public static void Run(Harness.BenchmarkOptions options)
    {
        var text = new StringBuilder("""
            # False wake-ups

            Twenty seconds of a rendered scene (640x384, 10 frames per second, seed 1) with one condition of the camera at a time. A
            false wake-up is an analyzed frame in which nobody came, went, or moved by more than a pixel since the frame analyzed
            before it; looks by the age cap of `change` (one every 10 s) are left out. Per minute; at most 600. *Empty* is the scene without
            anybody in it, *scene* the same with people and traffic. The network is replaced by the truth, so that only the gates are
            compared, with default settings. *Light switch* makes the picture 25 code values brighter for every other 4 seconds. In both
            scenes somebody moves in every frame, so that no look there is for nothing. `change:motion=off` does not ask for the motion of
            the whole picture.

            `dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- gates-wakeups`

            | condition | gate | plaza, empty | plaza, scene | street, empty | street, scene |
            | --- | --- | ---: | ---: | ---: | ---: |

            """);
        // For a quick look at some conditions; the page is for all of them.
        string[]? only = Environment.GetEnvironmentVariable("VIDEODYN_CONDITIONS")?.Split(',');
        // Counts, not times: the conditions may run side by side.
        var rows = new string[s_conditions.Length];
        Parallel.For(0, rows.Length, new ParallelOptions { MaxDegreeOfParallelism = 6 }, condition =>
        {
            (string name, Func<SynthOptions, SynthOptions> apply, bool switches) = s_conditions[condition];
            if (only?.Contains(name) == false)
                return;
            double[][] columns = [.. Scenes().Select(scene => PerMinute(apply(scene), switches, condition))];
            rows[condition] = string.Concat(s_gates.Select((gate, place) =>
                $"| {name} | `{gate}` | {string.Join(" | ", columns.Select(column => column[place].ToString("0", CultureInfo.InvariantCulture)))} |\n"));
            Console.Error.Write(rows[condition]);
        });
        text.AppendJoin("", rows);
        if (only is not null)
            return;

        Directory.CreateDirectory(Path.Combine("docs", "benchmarks"));
        File.WriteAllText(Path.Combine("docs", "benchmarks", "wake-ups.md"), text.ToString());
        Console.Write(text);
    }

    private static IEnumerable<SynthOptions> Scenes()
    {
        foreach (string scene in (string[])["plaza", "street"])
        {
            var options = new SynthOptions { Scene = scene, FramesPerSecond = 10, Duration = TimeSpan.FromSeconds(20) };
            yield return options with { People = 0, Cars = 0, Bicycles = 0, Dogs = 0 };
            yield return options;
        }
    }

    private static double[] PerMinute(SynthOptions options, bool switches, int number)
    {
        string clip = Path.Combine(Path.GetTempPath(), $"videodyn-wakeups-{Environment.ProcessId}-{number}.mp4");
        string truth = Path.ChangeExtension(clip, ".truth.csv");
        try
        {
            new SynthJob(options, new SynthOutputs { Video = clip }).Run(null, default);
            ILookup<int, MotRecord> boxes = MotFile.Read(truth).ToLookup(record => record.Frame - 1);
            return [.. s_gates.Select(gate => Count(clip, boxes, gate, switches) * 60 / options.Duration.TotalSeconds)];
        }
        finally
        {
            foreach (string ending in (string[])[".mp4", ".truth.csv", ".events.json"])
                File.Delete(Path.ChangeExtension(clip, null) + ending);
        }
    }

    private static double Count(string clip, ILookup<int, MotRecord> truth, string gate, bool switches)
    {
        using VideoFileSource file = MediaSource.Open(clip, new MediaSourceOptions(), new FrameLedger(), default);
        using IFrameSource source = switches ? new SwitchedSource(file) : file;
        using var region = new DenseRegion(new InputSpec { Width = 640, Height = 384, Resize = ResizeMode.LetterboxTopLeft });
        using var seer = new TruthAnalyzer(truth);
        var wakes = new WakeUps(truth);
        var run = new StreamRun(source, PlanRegistry.CreateGate(gate), region, seer, [wakes], new FrameTracker(0.35f));
        return run.Run(CancellationToken.None) ? wakes.False : throw VideoDynException.Input($"{clip}: ended early");
    }
}
