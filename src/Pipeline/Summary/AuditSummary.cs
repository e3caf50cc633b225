using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline.Audit;

namespace VideoDyn.Pipeline.Summary;

/// <summary>How far what was published agrees with dense on audited frames.</summary>
/// <param name="Frames">Frames audited.</param>
/// <param name="AnalyzedFrames">Those that were analyzed; the others were reused or skipped.</param>
/// <param name="LeftOut">Audits left out because they would have taken more than their share of the work.</param>
/// <param name="Macs">Multiply-accumulates that audits executed.</param>
/// <param name="Target">The agreement that was asked for; null for none.</param>
/// <param name="BelowTarget">Whether the agreement is known and below the target.</param>
/// <param name="Agreement">Of all audited frames, the latest 1000.</param>
/// <param name="Analyzed">Of those that were analyzed.</param>
/// <param name="Carried">Of those that were reused or skipped.</param>
public sealed record AuditSummary(
    long Frames, long AnalyzedFrames, long LeftOut, long Macs, double? Target, bool BelowTarget,
    AgreementSummary Agreement, AgreementSummary Analyzed, AgreementSummary Carried)
{
    internal static AuditSummary? Of(AuditRecord? record) => record is null ? null : new AuditSummary(
        record.Frames, record.AnalyzedFrames, record.LeftOut, record.Macs, record.Target, record.IsBelowTarget,
        AgreementSummary.Of(record.Agreement), AgreementSummary.Of(record.Analyzed), AgreementSummary.Of(record.Carried));

    internal static string? Join(params string?[] warnings)
    {
        string text = string.Join("; ", warnings.OfType<string>());
        return text.Length == 0 ? null : text;
    }
}

/// <summary>An agreement with its counts.</summary>
/// <param name="Value">F1, 0..1; null while fewer than <paramref name="RequiredBoxes"/> reference boxes were compared.</param>
/// <param name="Low">Lower end of the 95 % interval; null where it is not known.</param>
/// <param name="High">Upper end.</param>
/// <param name="ReferenceBoxes">Boxes of dense.</param>
/// <param name="RequiredBoxes">How many a statement needs.</param>
/// <param name="Matched">Pairs.</param>
/// <param name="Missed">Boxes of dense without a partner.</param>
/// <param name="Extra">Published boxes without a partner.</param>
public sealed record AgreementSummary(
    double? Value, double? Low, double? High, long ReferenceBoxes, long RequiredBoxes, long Matched, long Missed, long Extra)
{
    internal static AgreementSummary Of(AgreementMeasure measure) => new(
        Round(measure.Value), Round(measure.Interval?.Low), Round(measure.Interval?.High),
        measure.Counts.Reference, measure.RequiredReference, measure.Counts.Matched, measure.Counts.Missed, measure.Counts.Extra);

    private static double? Round(double? value) => value is { } known ? Math.Round(known, 4) : null;
}
