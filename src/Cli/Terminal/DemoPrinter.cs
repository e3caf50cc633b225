using VideoDyn.Bench.Reports;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints dense beside the plan of the demo, in a few lines.</summary>
internal static class DemoPrinter
{
    public static void Print(TextWriter output, VideoReport video)
    {
        output.WriteLine();
        output.WriteLine("Beside dense (every pixel of every frame, by ONNX Runtime), in this process, without the annotated video:");
        foreach (PlanReport plan in video.Plans)
        {
            string agreement = plan.Agreement?.Overall switch
            {
                null => "",
                { Value: { } value } => Line($", agreement with dense {value:0.000}"),
                { } measure => Line($", agreement undefined ({measure.ReferenceBoxes} boxes of dense, {measure.RequiredBoxes} needed)"),
            };
            output.WriteLine(Line(
                $"  {plan.Name,-8} {plan.CpuPerSecond:0.000} s CPU per second of video, {plan.CpuRatio.Value ?? 1:P0} of dense, {plan.MacShare:P0} of its multiply-adds{agreement}"));
        }

        output.WriteLine();
        output.WriteLine("Open annotated.mp4: executed blocks are outlined. Next: videodyn run YOUR.mp4 --model YOUR.onnx --region blocks:change");
    }

    private static string Line(FormattableString text) => FormattableString.Invariant(text);
}
