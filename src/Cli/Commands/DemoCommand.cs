using System.CommandLine;
using VideoDyn.Bench;
using VideoDyn.Bench.Running;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Plans;
using VideoDyn.Pipeline;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn demo</c>: the embedded clip and detector, as users would run them, and what that costs beside dense.</summary>
internal static class DemoCommand
{
    // What we advise for a still camera.
    private static readonly Plan s_plan = new() { Name = "blocks", Region = "blocks:change" };

    public static Command Create()
    {
        var output = new Option<string?>("--out", "-o") { Description = "Output folder. Default: videodyn-out/plaza-TIME.", HelpName = "DIR" };
        var duration = new Option<TimeSpan?>("--duration") { Description = "Take only this much of the clip's minute.", HelpName = "TIME", CustomParser = Parsing.Time };
        var command = new Command("demo", "Analyze the embedded clip with the embedded detector, write events and an annotated video, and compare the cost with dense.")
        {
            output,
            duration,
        };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            string samples = Path.Combine(AppContext.BaseDirectory, "samples");
            var input = new AnalysisOptions
            {
                Input = Path.Combine(samples, "videos", "plaza.mp4"),
                Model = Path.Combine(samples, "models", "detector", "model.onnx"),
                Gate = s_plan.Gate,
                Region = s_plan.Region,
                Duration = parsed.GetValue(duration),
            };
            Console.WriteLine($"A rendered square, the embedded detector, --gate {s_plan.Gate} --region {s_plan.Region}:");
            var settings = new RunSettings
            {
                Inputs = [input],
                Out = parsed.GetValue(output),
                Outputs = new OutputChoices { Annotate = true },
                Progress = !Console.IsErrorRedirected,
            };
            int code = await new RunSession(settings).RunAsync(interruption.Token);
            return code == ExitCodes.Done ? Compare(input, interruption.Token) : code;
        });
        return command;
    }

    // Once over the clip, in turns of a second, so that other work on the machine meets both alike.
    private static int Compare(AnalysisOptions input, CancellationToken stop)
    {
        var options = new BenchOptions { Input = input.Input, Model = input.Model, Plans = [s_plan], Duration = input.Duration, MinRepeats = 1, MaxRepeats = 1 };
        BenchResult result;
        using (var status = new StatusLine(Console.Error, !Console.IsErrorRedirected))
            result = new BenchJob([options], "videodyn demo").Run(status.Show, stop);
        if (stop.IsCancellationRequested)
            return ExitCodes.Interrupted;
        DemoPrinter.Print(Console.Out, result.Report.Videos[0]);
        return ExitCodes.Done;
    }
}
