using System.Globalization;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Events;
using VideoDyn.Evaluation.Runs;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints the scores of a comparison, one a line.</summary>
internal static class ScorePrinter
{
    public static void Print(TextWriter output, RunScores scores)
    {
        if (scores.Detections is { } detections)
        {
            OperatingPoint point = detections.AtThreshold;
            output.WriteLine($"detections  AP50 {Share(detections.Ap50)}  AP50:95 {Share(detections.Ap50To95)}");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  at {point.Score:0.##}    precision {Share(point.Precision)}  recall {Share(point.Recall)}  right {point.Right}  wrong {point.Wrong}  missed {point.Missed}"));
        }

        if (scores.Tracking is { } tracking)
        {
            output.WriteLine($"tracking    MOTA {Share(tracking.Clear.Mota)}  IDF1 {Share(tracking.Identity.F1)}  HOTA {Share(tracking.Hota.Hota)}  switches {tracking.Clear.IdSwitches}");
        }

        if (scores.Events is { } events)
        {
            output.WriteLine("events      " + Line(events));
            foreach ((string type, EventScores own) in scores.EventsByType)
                output.WriteLine($"  {type,-28}{Line(own)}");
        }

        if (scores.Agreement is { } agreement)
            output.WriteLine($"agreement   {agreement.Agreement}");
        if (scores.MeanIntersectionOverUnion is { } overlap)
            output.WriteLine($"masks       mIoU {Share(overlap)}");
        if (scores.Top1 is { } top)
            output.WriteLine($"labels      top-1 {Share(top)}");
    }

    private static string Line(EventScores scores) =>
        $"precision {Share(scores.Precision)}  recall {Share(scores.Recall)}  matched {scores.Matched}  missed {scores.Missed}  extra {scores.Extra}";

    private static string Share(double? value) => value is { } number ? number.ToString("0.000", CultureInfo.InvariantCulture) : "-";
}
