using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Plans;

namespace VideoDyn.Cli.Commands;

/// <summary>What <c>bench</c> compares and how carefully; each option changes the default, or what the suite says.</summary>
internal sealed class BenchMeasureOptions
{
    private readonly Option<string?> _plans = new("--plans") { Description = "File with plans.", HelpName = "FILE" };

    private readonly Option<string[]> _plan = new("--plan")
    {
        Description = "A plan: a gate (every-n:5, motion), size:WxH, size:75%, model:FILE, every-n:sweep, size:sweep, or settings (name=...,gate=...,region=...,input-size=...,model=...,card=...). Default: every-n:sweep and motion.",
        HelpName = "PLAN",
        DefaultValueFactory = _ => [],
    };

    private readonly Option<string?> _reference = new("--reference") { Description = "Compare results with this plan instead of dense; costs are always compared with dense.", HelpName = "PLAN" };
    private readonly Option<TimeSpan?> _slice = new("--slice") { Description = "Video that a plan runs before the next takes its turn. Default: 1 s.", HelpName = "TIME", CustomParser = Parsing.Time };
    private readonly Option<TimeSpan?> _warmUp = new("--warm-up") { Description = "Video that every plan runs before anything is measured. Default: 2 s.", HelpName = "TIME", CustomParser = Parsing.Time };
    private readonly Option<int?> _repeats = new("--repeats") { Description = "Most passes over a video. Default: 5.", HelpName = "N" };
    private readonly Option<TimeSpan?> _repeatSpan = new("--repeat-span") { Description = "How much of the video passes after the first one cover. Default: all.", HelpName = "TIME", CustomParser = Parsing.Time };
    private readonly Option<double?> _target = new("--target") { Description = "Width of a ratio's 95 % interval at which passes end. Default: 0.03.", HelpName = "SHARE", CustomParser = Parsing.Number };
    private readonly Option<TimeSpan?> _eventTolerance = new("--event-tolerance") { Description = "How far apart two events may lie to be the same. Default: 1 s.", HelpName = "TIME", CustomParser = Parsing.Time };
    private readonly Option<bool> _noiseFloor = new("--noise-floor") { Description = "Also compare dense with itself on a coded-again copy and a shifted crop." };

    /// <summary>Truth files, one per video.</summary>
    public Option<string[]> Truth { get; } = new("--truth")
    {
        Description = "Truth for each video, in their order: COCO (.json) or MOTChallenge (.txt, .csv).",
        HelpName = "FILE",
        DefaultValueFactory = _ => [],
    };

    /// <summary>Names of a truth file's class numbers.</summary>
    public Option<Dictionary<int, string>?> TruthClasses { get; } = new("--truth-classes")
    {
        Description = "Names of the class numbers of a MOTChallenge file, e.g. 1=person,3=car. Default: 1=person.",
        HelpName = "NAMES",
        CustomParser = ClassNumbers,
    };

    /// <summary>All of them, in the order of help.</summary>
    public Option[] All => [_plans, _plan, _reference, Truth, TruthClasses, _slice, _warmUp, _repeats, _repeatSpan, _target, _eventTolerance, _noiseFloor];

    /// <summary>Refuses what does not fit together.</summary>
    public void Validate(CommandResult result, int videos)
    {
        int truths = result.GetValue(Truth)?.Length ?? 0;
        if (truths > 0 && truths != videos)
            result.AddError($"--truth names {truths} file(s) for {videos} video(s): name one for each, in their order");
    }

    /// <summary>The plans that the user names; null when none is named.</summary>
    public IReadOnlyList<Plan>? Plans(ParseResult parsed)
    {
        string? file = parsed.GetValue(_plans);
        string[] names = parsed.GetValue(_plan) ?? [];
        return file is null && names.Length == 0 ? null : BenchOptionSet.Plans(file, names, []);
    }

    /// <summary>Puts what the user says over what is there.</summary>
    public BenchOptions Apply(ParseResult parsed, BenchOptions video)
    {
        int most = parsed.GetValue(_repeats) ?? video.MaxRepeats;
        return video with
        {
            Plans = Plans(parsed) ?? video.Plans,
            Reference = parsed.GetValue(_reference) is { } text ? Reference(text, Plans(parsed) ?? video.Plans) : null,
            TruthClasses = parsed.GetValue(TruthClasses) ?? video.TruthClasses,
            Slice = parsed.GetValue(_slice) ?? video.Slice,
            WarmUp = parsed.GetValue(_warmUp) ?? video.WarmUp,
            MaxRepeats = most,
            MinRepeats = Math.Min(video.MinRepeats, Math.Max(1, most)),
            RepeatSpan = parsed.GetValue(_repeatSpan) ?? video.RepeatSpan,
            TargetWidth = parsed.GetValue(_target) ?? video.TargetWidth,
            EventTolerance = parsed.GetValue(_eventTolerance) ?? video.EventTolerance,
            NoiseFloor = parsed.GetValue(_noiseFloor) || video.NoiseFloor,
        };
    }

    // The reference may be one of the plans, by its name.
    private static Plan Reference(string text, IReadOnlyList<Plan> plans) =>
        plans.FirstOrDefault(plan => plan.Name == text) ?? PlanText.ParseOne(text, "--reference");

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
