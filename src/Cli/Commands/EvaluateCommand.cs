using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Runs;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn evaluate</c>: what a run wrote against the truth or against another run.</summary>
internal static class EvaluateCommand
{
    private const string Description = """
        Compare the output folder of a run with the truth, or with another run.

        Examples:
          videodyn run street.mp4 --model detector.onnx --confidence 0.05 --detections --tracks --out run
          videodyn evaluate run --truth street.truth.csv
          videodyn evaluate run --reference dense
        """;

    public static Command Create()
    {
        var run = new Argument<string>("run") { Description = "Output folder of videodyn run, of one input." };
        var truth = new Option<string?>("--truth") { Description = "Truth: MOTChallenge (.csv, .txt) or COCO (.json). NAME.events.json beside NAME.truth.csv is read too.", HelpName = "FILE" };
        var classes = new Option<Dictionary<int, string>?>("--truth-classes") { Description = "Names of the truth's class numbers, e.g. 1=person,3=car.", HelpName = "NAMES", CustomParser = Numbers };
        var reference = new Option<string?>("--reference") { Description = "Output folder of another run of the same video, for agreement.", HelpName = "RUN" };
        var masks = new Option<string?>("--masks") { Description = "Folder with the true class maps (FRAME.png), for mean intersection over union.", HelpName = "DIR" };
        var maskClasses = new Option<Dictionary<int, int>?>("--mask-classes") { Description = "The true class number for each of the run's maps, e.g. 15=1,7=3; others count as 0.", HelpName = "NUMBERS", CustomParser = Pairs };
        var label = new Option<string?>("--label") { Description = "The true label of the clip, for top-1 of a classifier.", HelpName = "NAME" };
        var confidence = new Option<double?>("--confidence") { Description = "Score from which detections count for precision and recall. Default: 0.35.", HelpName = "SCORE", CustomParser = Parsing.Number };
        var tolerance = new Option<TimeSpan?>("--tolerance") { Description = "Greatest distance in time of two events. Default: 0.5 s.", HelpName = "TIME", CustomParser = Parsing.Time };
        var command = new Command("evaluate", Description) { run, truth, classes, reference, masks, maskClasses, label, confidence, tolerance };
        command.Validators.Add(result =>
        {
            if (result.GetValue(truth) is null && result.GetValue(reference) is null && result.GetValue(masks) is null && result.GetValue(label) is null)
                result.AddError("evaluate: nothing to compare with, expected --truth, --reference, --masks or --label");
        });
        command.SetAction(parsed =>
        {
            var options = new Choices(
                parsed.GetRequiredValue(run), parsed.GetValue(truth), parsed.GetValue(classes), parsed.GetValue(reference), parsed.GetValue(masks), parsed.GetValue(maskClasses),
                parsed.GetValue(label), (float)(parsed.GetValue(confidence) ?? 0.35), parsed.GetValue(tolerance) ?? TimeSpan.FromSeconds(0.5));
            try
            {
                ScorePrinter.Print(Console.Out, Score(options));
            }
            catch (VideoDynException error) when (error.Kind == ErrorKind.Input)
            {
                // Here every file is a choice of the command line: what does not fit is wrong usage.
                throw VideoDynException.Configuration(error.Message, error);
            }

            return ExitCodes.Done;
        });
        return command;
    }

    private static RunScores Score(Choices options)
    {
        new OptionProblems("evaluate")
            .Range("confidence", options.Confidence, 0, 1)
            .Range("tolerance", options.Tolerance, TimeSpan.Zero, TimeSpan.FromMinutes(10))
            .Throw();
        RunFolder run = RunFolder.Read(options.Run);
        var scores = new RunScores();
        if (options.Truth is not null)
            scores = RunScorer.AgainstTruth(run, RunTruth.Read(options.Truth, options.Classes, run), options.Confidence, options.Tolerance);
        return scores with
        {
            Agreement = options.Reference is null ? null : RunScorer.AgainstRun(run, RunFolder.Read(options.Reference)),
            MeanIntersectionOverUnion = options.Masks is null ? null : MaskScorer.Score(Path.Combine(options.Run, "masks"), options.Masks, options.MaskClasses),
            Top1 = options.Label is null ? null : RunScorer.Top1(run, options.Label),
        };
    }

    private static Dictionary<int, string>? Numbers(ArgumentResult result) => Read(result, "NUMBER=NAME", text => text);

    private static Dictionary<int, int>? Pairs(ArgumentResult result) =>
        Read(result, "NUMBER=NUMBER", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null)
            ?.ToDictionary(pair => pair.Key, pair => pair.Value!.Value);

    private static Dictionary<int, T>? Read<T>(ArgumentResult result, string expected, Func<string, T?> value)
    {
        Dictionary<int, T> names = [];
        foreach (string pair in Parsing.List(result))
        {
            string[] parts = pair.Split('=');
            if (parts.Length != 2
                || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                || value(parts[1]) is not { } named
                || !names.TryAdd(number, named))
            {
                result.AddError($"{(result.Parent as OptionResult)?.Option.Name}: found '{pair}', expected {expected}, each number once");
                return null;
            }
        }

        return names;
    }

    private sealed record Choices(
        string Run,
        string? Truth,
        Dictionary<int, string>? Classes,
        string? Reference,
        string? Masks,
        Dictionary<int, int>? MaskClasses,
        string? Label,
        float Confidence,
        TimeSpan Tolerance);
}
