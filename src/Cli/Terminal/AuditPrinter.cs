using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints what audits found, for people.</summary>
internal static class AuditPrinter
{
    public static void Print(TextWriter output, AuditSummary audit)
    {
        string target = audit.Target is { } asked ? FormattableString.Invariant($", target {asked:0.###}{(audit.BelowTarget ? " missed" : "")}") : "";
        string left = audit.LeftOut > 0 ? FormattableString.Invariant($", {audit.LeftOut} left out to stay within the share") : "";
        output.WriteLine(FormattableString.Invariant(
            $"  audit    agreement with dense {Text(audit.Agreement)} over {audit.Frames} frames ({audit.AnalyzedFrames} of them analyzed){target}{left}"));
    }

    private static string Text(AgreementSummary agreement) => agreement switch
    {
        { Value: null } => FormattableString.Invariant($"undefined ({agreement.ReferenceBoxes} of {agreement.RequiredBoxes} boxes)"),
        { Low: { } low, High: { } high } => FormattableString.Invariant($"{agreement.Value:0.000} [{low:0.000}, {high:0.000}]"),
        _ => FormattableString.Invariant($"{agreement.Value:0.000}"),
    };
}
