using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Gates.Change;

/// <summary>Settings of <see cref="ChangeGate"/>. Times are stream time.</summary>
public sealed record ChangeGateOptions
{
    /// <summary>
    /// Share of wrong boxes (missed, left over or misplaced) among those published that the gate steers for between
    /// analyses. Default 0.04, range 0.001..0.5. Smaller looks more often.
    /// </summary>
    public double Loss { get; init; } = 0.04;

    /// <summary>No frame goes unanalyzed for longer than this while time goes on. Default 10 s, range 0.1 s to 1 day.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>A block has changed when more than this share of its pixels has. Default 0.02, range 0..1.</summary>
    public double Share { get; init; } = 0.02;

    /// <summary>
    /// An object that was seen clearly but once is looked at again after this long, so that it is published soon. Default
    /// 0.3 s, range 0 s to 1 min; null for no such hurry.
    /// </summary>
    public TimeSpan? Confirm { get; init; } = TimeSpan.FromSeconds(0.3);

    /// <summary>
    /// Whether the frame after one in which a followed object is expected to have crossed a line or the edge of a zone is
    /// analyzed, so that the event is told soon and dated closely. Default false.
    /// </summary>
    public bool Events { get; init; }

    /// <summary>Whether the motion of the whole picture is looked for where much changed. Default true.</summary>
    public bool Motion { get; init; } = true;

    /// <summary>
    /// Whether what followed objects showed is looked for where they are expected now, so that a prediction that goes astray is
    /// noticed, and one that holds is trusted. Default true.
    /// </summary>
    public bool Match { get; init; } = true;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("gate change")
        .Range(nameof(Loss), Loss, 0.001, 0.5)
        .Range(nameof(MaxAge), MaxAge, TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Range(nameof(Share), Share, 0, 1)
        .Range(nameof(Confirm), Confirm ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromMinutes(1))
        .Throw();
}
