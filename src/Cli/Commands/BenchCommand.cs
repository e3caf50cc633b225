using System.CommandLine;
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
          videodyn bench road.mp4 --model segmenter.onnx --plan every-n:5 --plan model:other.onnx
          videodyn bench --suite --out docs/benchmarks/suite
        """;

    // The rivals that everybody has: a fixed interval, and the running average.
    private static readonly string[] s_standardPlans = ["every-n:sweep", "motion"];

    public static Command Create()
    {
        var shared = new BenchOptionSet();
        var own = new BenchMeasureOptions();
        var noPictures = new Option<bool>("--no-pictures") { Description = "No frames of the videos in bench.html." };
        var decisions = new Option<bool>("--decisions") { Description = "Also write what each gate decided (decisions/VIDEO.PLAN.txt), for the gate recorded." };
        var suite = new Option<bool>("--suite") { Description = "Run the standard suite instead: the embedded clip, and those of --data." };
        var data = new Option<string?>("--data") { Description = "Folder with the clips and models of the suite. Default: VIDEODYN_DATA.", HelpName = "DIR" };
        var table = new Option<string?>("--table") { Description = "Measure nothing: print a report (bench.json) as a markdown table.", HelpName = "FILE" };
        var into = new Option<string?>("--into") { Description = "With --table: put the table between the marks of this file.", HelpName = "FILE" };
        var command = new Command("bench", Description);
        shared.AddTo(command, [suite, data, table, into, .. own.All, noPictures, decisions]);
        command.Validators.Add(result =>
        {
            bool isSuite = result.GetValue(suite);
            if (!isSuite && result.GetValue(table) is null)
                shared.RequireInputs(result);
            else if (result.GetValue(shared.Inputs) is { Length: > 0 })
                result.AddError("--suite and --table take no videos");
            // The suite says itself what is measured on which clip; how carefully is the user's choice.
            foreach (Option option in isSuite ? (Option[])[shared.Model, shared.Card, shared.Classes, shared.Start, own.Truth, own.TruthClasses] : [])
            {
                if (result.GetResult(option) is { Implicit: false })
                    result.AddError($"{option.Name} does not go with --suite: its clips have models and ranges of their own");
            }

            own.Validate(result, result.GetValue(shared.Inputs)?.Length ?? 0);
        });
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(table) is { } report)
                return PrintTable(report, parsed.GetValue(into));
            IReadOnlyList<BenchOptions> videos;
            IReadOnlyList<string> absent = [];
            if (parsed.GetValue(suite))
            {
                string folder = AppContext.BaseDirectory;
                var standard = SuiteFile.Read(
                    Path.Combine(folder, "suite.yaml"), folder, parsed.GetValue(data) ?? Environment.GetEnvironmentVariable("VIDEODYN_DATA"));
                videos = [.. standard.Videos.Select(video => own.Apply(parsed, shared.Apply(parsed, video)))];
                absent = standard.Missing;
            }
            else
            {
                IReadOnlyList<Plan> chosen = own.Plans(parsed) ?? BenchOptionSet.Plans(null, [], s_standardPlans);
                string[] truths = parsed.GetValue(own.Truth) ?? [];
                videos =
                [
                    .. parsed.GetRequiredValue(shared.Inputs).Select((input, place) =>
                        own.Apply(parsed, shared.Options(parsed, input, chosen)) with { Truth = truths.ElementAtOrDefault(place) }),
                ];
            }

            return Run(videos, shared.Folder(parsed, "bench"), parsed.GetValue(shared.Quiet), !parsed.GetValue(noPictures), parsed.GetValue(decisions), absent);
        });
        return command;
    }

    /// <summary>Measures, prints and writes; an interrupted report is written like a complete one.</summary>
    private static int Run(IReadOnlyList<BenchOptions> videos, string folder, bool quiet, bool pictures, bool decisions, IReadOnlyList<string> absent)
    {
        using var interruption = new Interruption();
        // Whatever ends the process later, what is done is on disk already.
        var job = new BenchJob(videos, BenchOptionSet.CommandLine(), absent) { Checkpoint = done => done.WriteJson(folder) };
        BenchResult result;
        using (var status = new StatusLine(Console.Error, !quiet && !Console.IsErrorRedirected))
            result = job.Run(status.Show, interruption.Token);
        string[] files = [.. result.Write(folder, pictures), .. decisions ? result.WriteDecisions(Path.Combine(folder, "decisions")) : []];
        if (!quiet)
        {
            BenchTable.Print(Console.Out, result.Report);
            foreach (string path in files)
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
}
