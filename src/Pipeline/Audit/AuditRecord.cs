using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Pipeline.Audit;

/// <summary>What the audits of a stream have found so far.</summary>
public sealed record AuditRecord
{
    /// <summary>Before the first audit.</summary>
    internal static AuditRecord None(int leastBoxes) => new()
    {
        Agreement = new AgreementMeasure { Counts = default, RequiredReference = leastBoxes },
        Analyzed = new AgreementMeasure { Counts = default, RequiredReference = leastBoxes },
        Carried = new AgreementMeasure { Counts = default, RequiredReference = leastBoxes },
    };

    /// <summary>Audits.</summary>
    public long Frames { get; init; }

    /// <summary>Those of frames that were analyzed; the others were reused or skipped.</summary>
    public long AnalyzedFrames { get; init; }

    /// <summary>Audits that were left out because they would have taken more than their share of the work.</summary>
    public long LeftOut { get; init; }

    /// <summary>Multiply-accumulates that audits executed.</summary>
    public long Macs { get; init; }

    /// <summary>Reference boxes of all audits.</summary>
    public long ReferenceBoxes { get; init; }

    /// <summary>The running agreement with its interval: of the latest <see cref="AuditLog.Length"/> audits.</summary>
    public required AgreementMeasure Agreement { get; init; }

    /// <summary>The same of analyzed frames only.</summary>
    public required AgreementMeasure Analyzed { get; init; }

    /// <summary>The same of reused and skipped frames only: what not looking costs.</summary>
    public required AgreementMeasure Carried { get; init; }

    /// <summary>What was asked for; null for nothing.</summary>
    public double? Target { get; init; }

    /// <summary>Whether the running agreement is known and below the target.</summary>
    public bool IsBelowTarget => Target is { } target && Agreement.Value < target;
}
