using System.Text;
using VideoDyn.Bench.Logging;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Bench.Html;

/// <summary>A few frames with what dense saw and what a plan published: looked at, or carried over from an earlier frame.</summary>
internal static class Pictures
{
    private const string DenseColour = "#ffffff";
    private const string LookedAt = "#00c27a";
    private const string CarriedOver = "#ff9f1a";

    /// <summary>Shows the pictures of a video under one plan.</summary>
    public static string Draw(VideoRecord video, PlanRecord plan)
    {
        int frames = Math.Min(video.Reference.Log!.Frames.Count, plan.Log!.Frames.Count);
        Snapshot[] pictures = [.. video.Snapshots.Where(picture => picture.Frame < frames)];
        if (pictures.Length == 0)
            return "";
        var page = new StringBuilder();
        page.Add($"<h3>What {Markup.Escape(plan.Plan.Name)} published</h3>");
        page.Add($"<div class=\"key\"><span><i style=\"background:#999\"></i>dashed: {Markup.Escape(video.Reference.Plan.Name)}</span><span><i style=\"background:{LookedAt}\"></i>looked at in this frame</span><span><i style=\"background:{CarriedOver}\"></i>carried over</span></div>");
        page.Append("<div class=\"pictures\">");
        foreach (Snapshot picture in pictures)
            Draw(page, video, plan, picture);
        return page.Append("</div>").ToString();
    }

    private static void Draw(StringBuilder page, VideoRecord video, PlanRecord plan, Snapshot picture)
    {
        LoggedFrame frame = plan.Log!.Frames[picture.Frame];
        float threshold = video.Options.Agreement.Threshold;
        double line = picture.Width / 240.0;
        page.Add($"<figure><svg viewBox=\"0 0 {picture.Width} {picture.Height}\" role=\"img\"><image width=\"{picture.Width}\" height=\"{picture.Height}\" href=\"data:image/jpeg;base64,{Convert.ToBase64String(picture.Jpeg)}\"/>");
        foreach (ref readonly Detection box in plan.Log.Boxes(picture.Frame))
        {
            bool fresh = frame.Decision.Outcome == GateOutcome.Analyze && box.Provenance == Provenance.Detected;
            if (box.Score >= threshold)
                Draw(page, box.Box, fresh ? LookedAt : CarriedOver, line, "");
        }

        foreach (ref readonly Detection box in video.Reference.Log!.Boxes(picture.Frame))
        {
            if (box.Score >= threshold)
                Draw(page, box.Box, DenseColour, line * 0.6, ReportDash(line));
        }

        string did = frame.Decision.Outcome switch
        {
            GateOutcome.Analyze => "looked at",
            GateOutcome.Reuse => "last result reused",
            _ => "skipped",
        };
        page.Add($"</svg><figcaption>{frame.StreamTime.TotalSeconds:0.00} s, frame {frame.Index}: {did}</figcaption></figure>");
    }

    private static void Draw(StringBuilder page, BoundingBox box, string colour, double width, string dash) => page.Add(
        $"<rect x=\"{box.X1:0.#}\" y=\"{box.Y1:0.#}\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"{width:0.##}\"{dash}/>");

    private static string ReportDash(double line) => FormattableString.Invariant($" stroke-dasharray=\"{line * 2:0.#} {line * 2:0.#}\"");
}
