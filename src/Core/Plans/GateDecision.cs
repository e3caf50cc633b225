namespace VideoDyn.Core.Plans;

/// <summary>A temporal decision and the reason code it goes by in ledger, logs and overlays.</summary>
/// <param name="Outcome">What to do with the frame.</param>
/// <param name="Reason">Stable code, e.g. <c>every-n</c>; <see cref="Always"/> for an unconditional analysis.</param>
public readonly record struct GateDecision(GateOutcome Outcome, string Reason)
{
    /// <summary>Reason of an analysis that depends on nothing.</summary>
    public const string Always = "all";

    /// <summary>Analyze, unconditionally.</summary>
    public static GateDecision Analyze { get; } = new(GateOutcome.Analyze, Always);

    /// <summary>Skip for the given reason.</summary>
    public static GateDecision Skip(string reason) => new(GateOutcome.Skip, reason);
}
