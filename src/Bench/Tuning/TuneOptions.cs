using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Tuning;

/// <summary>What a tuned plan must keep, and where it is looked for.</summary>
public sealed record TuneOptions
{
    /// <summary>The videos with model and agreement rule; their plans are not used.</summary>
    public required IReadOnlyList<BenchOptions> Videos { get; init; }

    /// <summary>Greatest loss of agreement, above 0, below 1. Default 0.01.</summary>
    public double MaxLoss { get; init; } = 0.01;

    /// <summary>One-sided confidence of the claim, at least 0.5, below 1. Default 0.95.</summary>
    public double Confidence { get; init; } = 0.95;

    /// <summary>Settings to choose from; any order. Default: intervals and thresholds of motion.</summary>
    public IReadOnlyList<Plan> Candidates { get; init; } = Standard();

    /// <summary>Every error that can be told without opening a file.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [.. Videos.SelectMany(video => video.Validate())];
        if (Videos.Count == 0)
            errors.Add("no video is named");
        foreach (Plan plan in Candidates.Where(plan => plan is not { Region: "dense", Model: "", InputSize: "" }))
            errors.Add($"plan '{plan.Name}' changes more than the gate; tune searches gates: compare other models and sizes with bench");
        if (!(MaxLoss is > 0 and < 1))
            errors.Add(FormattableString.Invariant($"--max-loss is {MaxLoss}, expected a share above 0 and below 1, e.g. 1%"));
        if (!(Confidence is >= 0.5 and < 1))
            errors.Add(FormattableString.Invariant($"--confidence is {Confidence}, expected a share from 0.5 to below 1, e.g. 95%"));
        return errors;
    }

    private static IReadOnlyList<Plan> Standard()
    {
        int[] intervals = [2, 3, 4, 5, 6, 8, 10, 12, 15];
        int[] thresholds = [8, 12, 16, 20, 30];
        int[] areas = [2, 5, 10, 30, 100];
        return
        [
            .. intervals.SelectMany(n => PlanText.Parse($"every-n:{n}")),
            .. thresholds.SelectMany(threshold => areas.SelectMany(area => PlanText.Parse($"motion:threshold={threshold},contour_area={area}"))),
        ];
    }
}
