using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Audit;

/// <summary>How often frames are also run dense, to measure how far what is published agrees with that.</summary>
public sealed record AuditOptions
{
    /// <summary>How often a gate that is steered by audits has them unless it is said otherwise: as often as the share allows.</summary>
    public static AuditOptions Steering { get; } = new() { Every = TimeSpan.FromSeconds(2) };

    /// <summary>One frame is drawn from each stretch of stream time of this length. Default 30 s, range 0.01 s to 1 day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Most of the work that audits may take, of all work with them: processor time of a live camera, multiply-accumulates of
    /// a recording, so that the same file gives the same audits. Default 0.05, above 0, at most 1.
    /// </summary>
    public double Share { get; init; } = 0.05;

    /// <summary>Agreement below which a warning is given, above 0, at most 1; null for none.</summary>
    public double? Target { get; init; }

    /// <summary>Least reference boxes before the agreement is said to be anything. Default 200, at least 1.</summary>
    public int LeastBoxes { get; init; } = 200;

    /// <summary>Changes which frames are drawn. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("audit")
        .Range(nameof(Every), Every, TimeSpan.FromSeconds(0.01), TimeSpan.FromDays(1))
        .Range(nameof(Share), Share, 0.0001, 1)
        .Range(nameof(Target), Target ?? 1, 0.0001, 1)
        .Range(nameof(LeastBoxes), LeastBoxes, 1, 1_000_000)
        .Throw();
}
