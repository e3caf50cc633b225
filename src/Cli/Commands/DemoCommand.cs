using System.CommandLine;
using VideoDyn.Pipeline;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn demo</c>: the main job on the embedded sample.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var output = new Option<string?>("--out", "-o") { Description = "Output folder. Default: videodyn-out/shapes-TIME.", HelpName = "DIR" };
        var command = new Command("demo", "Analyze the embedded sample clip with the embedded sample model and write an annotated video.") { output };
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            string samples = Path.Combine(AppContext.BaseDirectory, "samples");
            var settings = new RunSettings
            {
                Inputs =
                [
                    new AnalysisOptions
                    {
                        Input = Path.Combine(samples, "videos", "shapes.mp4"),
                        Model = Path.Combine(samples, "models", "shapes", "model.onnx"),
                    },
                ],
                Out = parsed.GetValue(output),
                Outputs = new OutputChoices { Annotate = true },
                Progress = !Console.IsErrorRedirected,
            };
            int code = await new RunSession(settings).RunAsync(interruption.Token);
            if (code == ExitCodes.Done)
                Console.WriteLine("Open annotated.mp4 to see the boxes. Next: videodyn run YOUR.mp4 --model YOUR.onnx");
            return code;
        });
        return command;
    }
}
