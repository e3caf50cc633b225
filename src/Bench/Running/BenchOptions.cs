using VideoDyn.Bench.Plans;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Bench.Running;

/// <summary>What to compare on one video, and how carefully.</summary>
public sealed record BenchOptions
{
    /// <summary>The video; read once per plan and repeat.</summary>
    public required string Input { get; init; }

    /// <summary>Path of the ONNX model that every plan uses which names none.</summary>
    public required string Model { get; init; }

    /// <summary>Path of the model's card; null looks for it as a run does.</summary>
    public string? Card { get; init; }

    /// <summary>What is compared with dense; dense itself always runs and need not be named.</summary>
    public IReadOnlyList<Plan> Plans { get; init; } = [];

    /// <summary>What the results are compared with; null for dense. Costs are always compared with dense.</summary>
    public Plan? Reference { get; init; }

    /// <summary>The tracker of every plan, <c>byte</c> or <c>none</c>; without one, boxes stay where they were on skipped frames. Only detectors have one. Default <c>byte</c>.</summary>
    public string Tracker { get; init; } = TrackerNames.Byte;

    /// <summary>How far apart in stream time two events may lie to be the same, at least 0. Default 1 s.</summary>
    public TimeSpan EventTolerance { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Names of the classes to look at; empty for all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Path of a truth file (COCO or MOTChallenge); null for none.</summary>
    public string? Truth { get; init; }

    /// <summary>Names of the class numbers of a MOTChallenge file. Default: 1 is a person.</summary>
    public IReadOnlyDictionary<int, string> TruthClasses { get; init; } = new Dictionary<int, string> { [1] = "person" };

    /// <summary>Threads for inference, the same for every plan. Default 1.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>Where to begin in stream time.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How much stream time to take; null for all.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Stream time that one plan runs before the next one takes its turn, above 0. Default 1 s.</summary>
    public TimeSpan Slice { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Stream time that every plan runs before anything is measured, at least 0. Default 2 s.</summary>
    public TimeSpan WarmUp { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Fewest passes over the video, at least 1; the interval of a ratio needs two. Default 2.</summary>
    public int MinRepeats { get; init; } = 2;

    /// <summary>Most passes over the video, at least <see cref="MinRepeats"/>. Default 5.</summary>
    public int MaxRepeats { get; init; } = 5;

    /// <summary>How much of the video passes after the first one cover, above 0; null for all of it.</summary>
    public TimeSpan? RepeatSpan { get; init; }

    /// <summary>Passes end once the 95 % interval of every ratio of processor time is narrower than this share of the ratio. Default 0.03.</summary>
    public double TargetWidth { get; init; } = 0.03;

    /// <summary>Whether dense is also compared with itself on a coded-again copy and a shifted crop.</summary>
    public bool NoiseFloor { get; init; }

    /// <summary>What counts as agreement.</summary>
    public AgreementOptions Agreement { get; init; } = AgreementOptions.Default;

    /// <summary>Every error that can be told without opening a file.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. Analysis(new Plan()).Validate()];
        Require(errors, Slice > TimeSpan.Zero, $"--slice is {Slice}, expected a time above 0");
        Require(errors, WarmUp >= TimeSpan.Zero, $"--warm-up is {WarmUp}, expected a time of at least 0");
        Require(errors, MinRepeats >= 1, $"--min-repeats is {MinRepeats}, expected at least 1");
        Require(errors, MaxRepeats >= MinRepeats, $"--repeats is {MaxRepeats}, expected at least --min-repeats ({MinRepeats})");
        Require(errors, TargetWidth > 0, $"--target is {TargetWidth}, expected a share above 0");
        Require(errors, RepeatSpan is null || RepeatSpan > TimeSpan.Zero, $"--repeat-span is {RepeatSpan}, expected a time above 0");
        Require(errors, EventTolerance >= TimeSpan.Zero, $"--event-tolerance is {EventTolerance}, expected a time of at least 0");
        Require(errors, TrackerNames.All.Contains(Tracker), $"--tracker is '{Tracker}', known trackers: {string.Join(", ", TrackerNames.All)}{NearestName.Hint(Tracker, TrackerNames.All)}");
        Require(errors, Input != "-", "standard input can be read only once; bench reads its input once per plan: name a file");
        return errors;
    }

    /// <summary>The run that a plan stands for.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="model">What dense runs, where that is known already; null for a detector of any size.</param>
    internal AnalysisOptions Analysis(Plan plan, ModelFacts? model = null) => new()
    {
        Input = Input,
        Model = plan.Model.Length > 0 ? plan.Model : Model,
        Card = plan.Card.Length > 0 ? plan.Card : plan.Model.Length > 0 ? null : Card,
        Classes = Classes,
        // What a classifier's or segmenter's card says holds; scores of boxes are this comparison's business.
        Confidence = model is null or { Task: AnalysisTask.Detect } ? LeastScore : null,
        InputSize = plan.InputSize.Length == 0 ? null : model is null ? plan.InputSize : SizeSetting.Resolve(plan.InputSize, model.InputWidth, model.InputHeight),
        Gate = plan.Gate,
        Region = plan.Region,
        // The comparison needs the raw detections, so the tracker runs beside them.
        Tracker = TrackerNames.None,
        Start = Start,
        Duration = Duration,
        Threads = Threads,
    };

    /// <summary>Whether plans with this model have a tracker.</summary>
    internal bool IsTracked(AnalysisTask task) => Tracker != TrackerNames.None && task == AnalysisTask.Detect;

    /// <summary>Lowest score that the comparison looks at: there must be enough to match against below the threshold, and average precision wants lower scores still.</summary>
    internal float LeastCompared => Truth is null ? MathF.Round(Agreement.Threshold - Agreement.Band, 6) : 0.05f;

    /// <summary>Lowest score that a detector reports: a tracker keeps its tracks by weaker detections.</summary>
    internal float LeastScore => Tracker == TrackerNames.None ? LeastCompared : Math.Min(LeastCompared, FrameTracker.WeakScore);

    /// <summary>Refuses options that cannot work.</summary>
    /// <exception cref="VideoDynException">All of them at once (kind Configuration).</exception>
    internal void Require()
    {
        IReadOnlyList<string> errors = Validate();
        if (errors.Count > 0)
            throw VideoDynException.Configuration(string.Join(Environment.NewLine, errors));
    }

    private static void Require(List<string> errors, bool condition, string message)
    {
        if (!condition)
            errors.Add(message);
    }
}
