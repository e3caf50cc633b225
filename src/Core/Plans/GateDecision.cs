namespace VideoDyn.Core.Plans;

/// <summary>A temporal decision and the reason code it goes by in ledger, logs and overlays.</summary>
/// <param name="Outcome">What to do with the frame.</param>
/// <param name="Reason">Stable code, e.g. <c>every-n</c>; empty for an unconditional analysis.</param>
public readonly record struct GateDecision(GateOutcome Outcome, string Reason)
{
    /// <summary>Analyze, unconditionally.</summary>
    public static GateDecision Analyze { get; } = new(GateOutcome.Analyze, "");

    /// <summary>Skip for the given reason.</summary>
    public static GateDecision Skip(string reason) => new(GateOutcome.Skip, reason);
}
