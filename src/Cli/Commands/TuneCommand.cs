using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoDyn.Bench;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Tuning;
using VideoDyn.Bench.Tuning.Layers;
using VideoDyn.Cli.Terminal;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn tune</c>: the cheapest setting that keeps a promised quality, proved on the user's own video.</summary>
internal static class TuneCommand
{
    private const string Description = """
        Find the cheapest setting that keeps the agreement you ask for, and prove it on segments that the search has not seen.

        Examples:
          videodyn tune street.mp4 --model detector.onnx
          videodyn tune monday.mp4 tuesday.mp4 --model detector.onnx --max-loss 2% --confidence 99%
          videodyn tune street.mp4 --model detector.onnx --layers --duration 30
        """;

    public static Command Create()
    {
        var shared = new BenchOptionSet();
        var loss = new Option<double?>("--max-loss") { Description = "Greatest loss of agreement. Default: 1%.", HelpName = "SHARE", CustomParser = Share };
        var confidence = new Option<double?>("--confidence") { Description = "How sure the claim must be. Default: 95%.", HelpName = "SHARE", CustomParser = Share };
        var plan = new Option<string[]>("--plan")
        {
            Description = "A setting to choose from, several times. Default: intervals from 2 to 15 and thresholds of motion.",
            HelpName = "PLAN",
            DefaultValueFactory = _ => [],
        };
        var repeats = new Option<int>("--repeats") { Description = "Most passes for measuring the cost of what was found.", HelpName = "N", DefaultValueFactory = _ => 5 };
        var layers = new Option<bool>("--layers") { Description = "Find thresholds of the model's layers for --region blocks:change,rule=changes,thresholds=FILE instead of a gate." };
        var together = new Option<int>("--together") { Description = "With --layers: neighbouring layers that share a threshold; fewer take longer.", HelpName = "N", DefaultValueFactory = _ => 4 };
        var command = new Command("tune", Description);
        shared.AddTo(command, loss, confidence, plan, repeats, layers, together);
        command.Validators.Add(shared.RequireInputs);
        command.SetAction(parsed =>
        {
            int most = parsed.GetValue(repeats);
            var options = new TuneOptions
            {
                Videos =
                [
                    .. parsed.GetRequiredValue(shared.Inputs).Select(input => shared.Options(parsed, input, []) with
                    {
                        MaxRepeats = most,
                        MinRepeats = Math.Min(2, Math.Max(1, most)),
                    }),
                ],
                MaxLoss = parsed.GetValue(loss) ?? 0.01,
                Confidence = parsed.GetValue(confidence) ?? 0.95,
            };
            if (parsed.GetValue(layers))
            {
                var wanted = new LayerTuneOptions { Videos = options.Videos, MaxLoss = options.MaxLoss, Together = parsed.GetValue(together) };
                return LayerTuning.Run(wanted, shared.Folder(parsed, "tune"), parsed.GetValue(shared.Quiet));
            }

            if (parsed.GetValue(plan) is { Length: > 0 } names)
                options = options with { Candidates = PlanFile.Unique([.. names.SelectMany(PlanText.Parse)], "--plan") };
            return Run(options, shared.Folder(parsed, "tune"), parsed.GetValue(shared.Quiet));
        });
        return command;
    }

    private static int Run(TuneOptions options, string folder, bool quiet)
    {
        using var interruption = new Interruption();
        var job = new TuneJob(options, BenchOptionSet.CommandLine());
        TuneVerdict verdict;
        BenchResult result;
        try
        {
            using var status = new StatusLine(Console.Error, !quiet && !Console.IsErrorRedirected);
            verdict = job.Search(status.Show, interruption.Token);
            if (verdict.Plan is null)
            {
                status.Dispose();
                Console.Error.WriteLine($"videodyn: {verdict.Reason}");
                return ExitCodes.Input;
            }

            result = job.Measure(verdict, status.Show, interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            Console.Error.WriteLine("videodyn: interrupted before the search was done; nothing was written");
            return ExitCodes.Interrupted;
        }

        IReadOnlyList<string> files = result.Write(folder);
        string plans = Path.Combine(folder, "plans.yaml");
        TunedPlanFile.Write(plans, options, verdict, result.Report);
        if (!quiet)
        {
            Console.WriteLine(verdict.Reason);
            BenchTable.Print(Console.Out, result.Report);
            foreach (string file in (string[])[plans, .. files])
                Console.WriteLine($"written  {file}");
        }

        return interruption.Token.IsCancellationRequested ? ExitCodes.Interrupted : ExitCodes.Done;
    }

    /// <summary>A share, as <c>1%</c> or <c>0.01</c>.</summary>
    private static double? Share(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        bool percent = text.EndsWith('%');
        if (double.TryParse(percent ? text[..^1] : text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            return percent ? value / 100 : value;
        result.AddError($"{(result.Parent as OptionResult)?.Option.Name} is '{text}', expected a share such as 1% or 0.01");
        return null;
    }
}
