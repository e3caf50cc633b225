using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;

namespace VideoDyn.Cli.Commands;

/// <summary>The options that <c>bench</c> and <c>tune</c> share, and how they become <see cref="BenchOptions"/>.</summary>
internal sealed class BenchOptionSet
{
    public Argument<string[]> Inputs { get; } = new("VIDEO") { Description = "Video files.", Arity = ArgumentArity.ZeroOrMore };

    public Option<string?> Model { get; } = new("--model", "-m") { Description = "ONNX detector; for bench also a segmenter or classifier.", HelpName = "FILE" };

    public Option<string?> Card { get; } = new("--card") { Description = "Model card. Default as for run.", HelpName = "FILE" };

    public Option<string[]> Classes { get; } = new("--classes")
    {
        Description = "Look only at these classes, e.g. person,car.",
        HelpName = "NAMES",
        CustomParser = Parsing.List,
        DefaultValueFactory = _ => [],
    };

    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads for inference, the same for every plan.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public Option<string> Tracker { get; } = new("--tracker")
    {
        Description = "Moves a detector's boxes on skipped frames: byte, or none (they stay where they were).",
        HelpName = "NAME",
        DefaultValueFactory = _ => "byte",
    };

    public Option<TimeSpan?> Start { get; } = new("--start") { Description = "Begin here.", HelpName = "TIME", CustomParser = Parsing.Time };

    public Option<TimeSpan?> Duration { get; } = new("--duration") { Description = "Take this much of each video.", HelpName = "TIME", CustomParser = Parsing.Time };

    public Option<string?> Out { get; } = new("--out", "-o") { Description = "Output folder. Default: videodyn-out/COMMAND-TIME.", HelpName = "DIR" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors only." };

    public void AddTo(Command command, params Option[] more)
    {
        command.Add(Inputs);
        Option[] options = [Model, .. more, Card, Classes, Threads, Tracker, Start, Duration, Out, Quiet];
        foreach (Option option in options)
            command.Add(option);
        command.Validators.Add(result =>
        {
            // Inputs take any number of words, so a mistyped option would otherwise be looked for as a file.
            foreach (string word in (result.GetValue(Inputs) ?? []).Where(word => word.StartsWith('-') && word.Length > 1))
                result.AddError($"option '{word}' is unknown{NearestName.Hint(word, options.Select(option => option.Name))}");
        });
    }

    /// <summary>Refuses a command line without video or model.</summary>
    public void RequireInputs(CommandResult result)
    {
        if (result.GetValue(Inputs) is not { Length: > 0 })
            result.AddError("no video is named: name one or more files");
        if (string.IsNullOrEmpty(result.GetValue(Model)))
            result.AddError("--model is missing: name an ONNX detector");
    }

    public BenchOptions Options(ParseResult parsed, string input, IReadOnlyList<Plan> plans) => new()
    {
        Input = input,
        Model = parsed.GetValue(Model)!,
        Card = parsed.GetValue(Card),
        Plans = plans,
        Classes = parsed.GetValue(Classes) ?? [],
        Threads = parsed.GetValue(Threads),
        Tracker = parsed.GetRequiredValue(Tracker),
        Start = parsed.GetValue(Start) ?? TimeSpan.Zero,
        Duration = parsed.GetValue(Duration),
    };

    /// <summary>Puts what the user says explicitly over what the suite says.</summary>
    public BenchOptions Apply(ParseResult parsed, BenchOptions video) => video with
    {
        Threads = parsed.GetResult(Threads) is { Implicit: false } ? parsed.GetValue(Threads) : video.Threads,
        Tracker = parsed.GetResult(Tracker) is { Implicit: false } ? parsed.GetRequiredValue(Tracker) : video.Tracker,
        Duration = parsed.GetValue(Duration) is { } most && (video.Duration is null || most < video.Duration) ? most : video.Duration,
    };

    /// <summary>The folder for results of a command.</summary>
    public string Folder(ParseResult parsed, string command) => parsed.GetValue(Out) ?? Path.Combine(
        "videodyn-out", $"{command}-{TimeProvider.System.GetLocalNow().ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");

    /// <summary>What the user typed, for reports; the program's own path is left out.</summary>
    public static string CommandLine() => "videodyn " + string.Join(' ', Environment.GetCommandLineArgs().Skip(1).Select(
        word => word.Contains(' ', StringComparison.Ordinal) ? $"'{word}'" : word));

    /// <summary>The plans of a command line: those of the file, then those named.</summary>
    public static IReadOnlyList<Plan> Plans(string? file, IReadOnlyList<string> names, IReadOnlyList<string> standard)
    {
        IReadOnlyList<string> texts = file is null && names.Count == 0 ? standard : names;
        Plan[] plans = [.. file is null ? [] : PlanFile.Read(file), .. texts.SelectMany(PlanText.Parse)];
        return PlanFile.Unique(plans, "--plan");
    }
}
