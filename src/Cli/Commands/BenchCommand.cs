using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text;
using VideoDyn.Bench;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Suite;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn bench</c>: plans against dense, side by side on the user's own video.</summary>
internal static class BenchCommand
{
    private const string Description = """
        Compare plans with dense (every pixel of every frame) on your own video: processor time and agreement.

        Examples:
          videodyn bench street.mp4 --model detector.onnx
          videodyn bench street.mp4 --model detector.onnx --plan every-n:5 --plan motion:threshold=20
          videodyn bench street.mp4 --model detector.onnx --plan name=small,input-size=320x320,gate=every-n:2
          videodyn bench *.mp4 --model detector.onnx --plans plans.yaml --noise-floor
          videodyn bench --suite --out docs/benchmarks/suite
        """;

    // The rivals that everybody has: a fixed interval, and the running average.
    private static readonly string[] s_standardPlans = ["every-n:sweep", "motion"];

    public static Command Create()
    {
        var shared = new BenchOptionSet();
        var plans = new Option<string?>("--plans") { Description = "File with plans.", HelpName = "FILE" };
        var plan = new Option<string[]>("--plan")
        {
            Description = "A plan: a gate (every-n:5, motion), every-n:sweep, or settings (name=...,gate=...,input-size=...,model=...). Default: every-n:sweep and motion.",
            HelpName = "PLAN",
            DefaultValueFactory = _ => [],
        };
        var truth = new Option<string[]>("--truth")
        {
            Description = "Truth for each video, in their order: COCO (.json) or MOTChallenge (.txt, .csv).",
            HelpName = "FILE",
            DefaultValueFactory = _ => [],
        };
        var truthClasses = new Option<Dictionary<int, string>>("--truth-classes")
        {
            Description = "Names of the class numbers of a MOTChallenge file, e.g. 1=person,3=car. Default: 1=person.",
            HelpName = "NAMES",
            CustomParser = ClassNumbers,
            DefaultValueFactory = _ => new() { [1] = "person" },
        };
        var slice = new Option<TimeSpan?>("--slice") { Description = "Video that a plan runs before the next takes its turn. Default: 1 s.", HelpName = "TIME", CustomParser = Parsing.Time };
        var warmUp = new Option<TimeSpan?>("--warm-up") { Description = "Video that every plan runs before anything is measured. Default: 2 s.", HelpName = "TIME", CustomParser = Parsing.Time };
        var repeats = new Option<int>("--repeats") { Description = "Most passes over a video.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var target = new Option<double?>("--target") { Description = "Width of a ratio's 95 % interval at which passes end. Default: 0.03.", HelpName = "SHARE", CustomParser = Parsing.Number };
        var noiseFloor = new Option<bool>("--noise-floor") { Description = "Also compare dense with itself on a coded-again copy and a shifted crop." };
        var noPictures = new Option<bool>("--no-pictures") { Description = "No frames of the videos in bench.html." };
        var suite = new Option<bool>("--suite") { Description = "Run the standard suite instead: the embedded clip, and those of --data." };
        var data = new Option<string?>("--data") { Description = "Folder with the clips and models of the suite. Default: VIDEODYN_DATA.", HelpName = "DIR" };
        var table = new Option<string?>("--table") { Description = "Measure nothing: print a report (bench.json) as a markdown table.", HelpName = "FILE" };
        var into = new Option<string?>("--into") { Description = "With --table: put the table between the marks of this file.", HelpName = "FILE" };
        var command = new Command("bench", Description);
        shared.AddTo(command, suite, data, table, into, plans, plan, truth, truthClasses, slice, warmUp, repeats, target, noiseFloor, noPictures);
        command.Validators.Add(result =>
        {
            if (!result.GetValue(suite) && result.GetValue(table) is null)
                shared.RequireInputs(result);
            else if (result.GetValue(shared.Inputs) is { Length: > 0 })
                result.AddError("--suite and --table take no videos");
            int truths = result.GetValue(truth)?.Length ?? 0;
            int videos = result.GetValue(shared.Inputs)?.Length ?? 0;
            if (truths > 0 && truths != videos)
                result.AddError($"--truth names {truths} file(s) for {videos} video(s): name one for each, in their order");
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(table) is { } report)
                return PrintTable(report, parsed.GetValue(into));
            if (parsed.GetValue(suite))
            {
                string folder = AppContext.BaseDirectory;
                var standard = SuiteFile.Read(
                    Path.Combine(folder, "suite.yaml"), folder, parsed.GetValue(data) ?? Environment.GetEnvironmentVariable("VIDEODYN_DATA"));
                return Run(standard.Videos, shared.Folder(parsed, "bench"), parsed.GetValue(shared.Quiet), !parsed.GetValue(noPictures), standard.Missing);
            }

            IReadOnlyList<Plan> chosen = BenchOptionSet.Plans(parsed.GetValue(plans), parsed.GetValue(plan) ?? [], s_standardPlans);
            string[] truths = parsed.GetValue(truth) ?? [];
            int most = parsed.GetValue(repeats);
            BenchOptions[] videos =
            [
                .. parsed.GetRequiredValue(shared.Inputs).Select((input, place) => shared.Options(parsed, input, chosen) with
                {
                    Truth = truths.ElementAtOrDefault(place),
                    TruthClasses = parsed.GetRequiredValue(truthClasses),
                    Slice = parsed.GetValue(slice) ?? TimeSpan.FromSeconds(1),
                    WarmUp = parsed.GetValue(warmUp) ?? TimeSpan.FromSeconds(2),
                    MaxRepeats = most,
                    MinRepeats = Math.Min(2, Math.Max(1, most)),
                    TargetWidth = parsed.GetValue(target) ?? 0.03,
                    NoiseFloor = parsed.GetValue(noiseFloor),
                }),
            ];
            return Run(videos, shared.Folder(parsed, "bench"), parsed.GetValue(shared.Quiet), !parsed.GetValue(noPictures), []);
        });
        return command;
    }

    /// <summary>Measures, prints and writes; an interrupted report is written like a complete one.</summary>
    internal static int Run(IReadOnlyList<BenchOptions> videos, string folder, bool quiet, bool pictures, IReadOnlyList<string> absent)
    {
        using var interruption = new Interruption();
        var job = new BenchJob(videos, BenchOptionSet.CommandLine(), absent);
        BenchResult result;
        using (var status = new StatusLine(Console.Error, !quiet && !Console.IsErrorRedirected))
            result = job.Run(status.Show, interruption.Token);
        if (!quiet)
            BenchTable.Print(Console.Out, result.Report);
        foreach (string path in result.Write(folder, pictures))
        {
            if (!quiet)
                Console.WriteLine($"written  {path}");
        }

        return interruption.Token.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    private static int PrintTable(string report, string? into)
    {
        BenchReport read = BenchJson.Read(report);
        if (into is null)
        {
            Console.Write(ReadmeTable.Render(read));
            return ExitCodes.Done;
        }

        if (!File.Exists(into))
            throw VideoDynException.Configuration($"--into '{into}' does not exist");
        AtomicFile.Write(into, Encoding.UTF8.GetBytes(ReadmeTable.Insert(File.ReadAllText(into), into, read)));
        return ExitCodes.Done;
    }

    private static Dictionary<int, string>? ClassNumbers(ArgumentResult result)
    {
        Dictionary<int, string> names = [];
        foreach (string pair in Parsing.List(result))
        {
            string[] parts = pair.Split('=');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number) || !names.TryAdd(number, parts[1]))
            {
                result.AddError($"--truth-classes: found '{pair}', expected NUMBER=NAME, each number once, e.g. 1=person,3=car");
                return null;
            }
        }

        return names;
    }
}
