using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Bench.Tuning;

/// <summary>What the search has found.</summary>
public sealed record TuneVerdict
{
    /// <summary>The cheapest setting that keeps the promise; null when none can be claimed.</summary>
    public Plan? Plan { get; init; }

    /// <summary>In a sentence: what was found, or why nothing can be claimed and what is needed.</summary>
    public required string Reason { get; init; }

    /// <summary>Agreement of the chosen plan on the held-back segments; null without a plan.</summary>
    public AgreementMeasure? HeldBack { get; init; }

    /// <summary>The agreement that it exceeds with the asked confidence; null without a plan.</summary>
    public double? AtLeast { get; init; }

    /// <summary>Its multiply-accumulates as a share of dense's; null without a plan.</summary>
    public double? MacShare { get; init; }

    /// <summary>About how much video the claim would need; null when it could be made or more video would not help.</summary>
    public TimeSpan? NeededVideo { get; init; }
}
