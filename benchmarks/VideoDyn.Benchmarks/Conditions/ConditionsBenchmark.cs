using System.Globalization;
using System.Text;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Sources;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Decoding;
using VideoDyn.Synth;
using VideoDyn.Synth.Output;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Benchmarks.Conditions;

/// <summary>
/// What each condition of the camera costs a change signal: twenty seconds of the same scene with and without it, and how
/// many blocks a minute count as changed against what was last processed. Writes <c>docs/benchmarks/conditions.md</c>.
/// </summary>
internal static class ConditionsBenchmark
{
    private const int BlockSize = 32;

    private static readonly (string Name, Func<SynthOptions, SynthOptions> Apply)[] s_conditions =
    [
        ("noise 3", options => options with { Noise = 3 }),
        ("noise 6", options => options with { Noise = 6 }),
        ("rain 0.5", options => options with { Rain = 0.5 }),
        ("flicker 0.1", options => options with { Flicker = 0.1 }),
        ("shake 2 px", options => options with { Shake = 2 }),
        ("pan 10 degrees", options => options with { Pan = 10 }),
        ("ramp to dusk", options => options with { Ramp = true }),
        ("clouds 1", options => options with { Clouds = 1 }),
        ("foliage 0.6", options => options with { Foliage = 0.6 }),
        ("crf 35", options => options with { Crf = 35 }),
    ];

    public static void Run(Harness.BenchmarkOptions options)
    {
        var text = new StringBuilder("""
            # Condition sheets

            Twenty seconds of a rendered scene (640x384, 10 frames per second, seed 1) with one condition at a time. A block of
            32x32 pixels counts when more than 1 % of its pixels differ from what it showed when it was last processed, by more
            than the default dead-zone; changed blocks are then processed. *Empty* is the scene without anybody in it: every
            block that counts there is a false alarm. *Scene* is the same with people and
            traffic. There are 240 blocks in view, so at most 144,000 a minute.

            `dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- conditions`

            | condition | plaza, empty | plaza, scene | street, empty | street, scene |
            | --- | ---: | ---: | ---: | ---: |

            """);
        Row(text, "none", options => options);
        foreach ((string name, Func<SynthOptions, SynthOptions> apply) in s_conditions)
            Row(text, name, apply);
        Directory.CreateDirectory(Path.Combine("docs", "benchmarks"));
        File.WriteAllText(Path.Combine("docs", "benchmarks", "conditions.md"), text.ToString());
        Console.Write(text);
    }

    private static void Row(StringBuilder text, string name, Func<SynthOptions, SynthOptions> apply)
    {
        text.Append("| ").Append(name);
        foreach (string scene in (string[])["plaza", "street"])
        {
            foreach (bool empty in (bool[])[true, false])
            {
                var options = new SynthOptions { Scene = scene, FramesPerSecond = 10, Duration = TimeSpan.FromSeconds(20) };
                if (empty)
                    options = options with { People = 0, Cars = 0, Bicycles = 0, Dogs = 0 };
                text.Append(CultureInfo.InvariantCulture, $" | {ChangedPerMinute(apply(options)):N0}");
            }
        }

        text.Append(" |\n");
        Console.Error.WriteLine(name);
    }

    private static double ChangedPerMinute(SynthOptions options)
    {
        string clip = Path.Combine(Path.GetTempPath(), $"videodyn-conditions-{Environment.ProcessId}.mp4");
        try
        {
            new SynthJob(options, new SynthOutputs { Video = clip }).Run(null, default);
            return Count(clip) * 60 / options.Duration.TotalSeconds;
        }
        finally
        {
            foreach (string ending in (string[])[".mp4", ".truth.csv", ".events.json"])
                File.Delete(Path.ChangeExtension(clip, null) + ending);
        }
    }

    private static long Count(string clip)
    {
        var settings = new ChangeSignalOptions();
        var input = new InputSpec { Width = 640, Height = 384, Resize = ResizeMode.LetterboxTopLeft };
        using var signal = new ChangeSignal(input, BlockSize, settings);
        var ledger = new FrameLedger();
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, default);
        long changed = 0;
        bool first = true;
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            using FrameLease held = frame!;
            BlockChange change = signal.Observe(held);
            var mask = new BlockMask(change.Grid.Columns, change.Grid.Rows);
            for (int row = 0; row < change.Grid.Rows; row++)
            {
                for (int column = 0; column < change.Grid.Columns; column++)
                    mask[row, column] = change[row, column].Share > settings.IdleShare;
            }

            signal.MarkProcessed(held, first ? null : mask);
            changed += first ? 0 : mask.Count;
            first = false;
            ledger.Analyze();
        }

        return changed;
    }
}
