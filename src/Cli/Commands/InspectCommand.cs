using System.CommandLine;
using VideoDyn.Cli.Terminal;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Media.Probing;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Analysis;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn inspect</c>: what a video or a model is, without running it.</summary>
internal static class InspectCommand
{
    private const string Description = """
        Describe a video (codec, size, rate, key frames), an ONNX model (inputs, operators, cost, head, card), or the folder of
        a clip or sequence model (steps, order, cost per step).

        Examples:
          videodyn inspect street.mp4
          videodyn inspect detector.onnx --input-size 640x384
          videodyn inspect samples/models/clip-exit
          videodyn inspect state/street/crop-prior
        """;

    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "A video file, an ONNX model or a model folder." };
        var card = new Option<string?>("--card") { Description = "Model card. Default as for run.", HelpName = "FILE" };
        var size = new Option<string?>("--input-size") { Description = "Model input for models of free size, e.g. 640x384.", HelpName = "WxH" };
        var command = new Command("inspect", Description) { file, card, size };
        command.SetAction(parsed =>
        {
            using var interruption = new Interruption();
            string path = parsed.GetRequiredValue(file);
            if (Directory.Exists(path))
            {
                FolderPrinter.Print(Console.Out, path);
                return ExitCodes.Done;
            }

            if (!File.Exists(path))
                throw VideoDynException.Input($"'{path}' does not exist");
            if (Path.GetFileName(path) == PriorFile.FileName)
            {
                PriorPrinter.Print(Console.Out, PriorFile.Read(path));
                return ExitCodes.Done;
            }

            if (LooksLikeModel(path))
            {
                ModelInspection model = ModelInspection.Of(new ModelOptions
                {
                    ModelPath = path,
                    CardPath = parsed.GetValue(card),
                    InputSize = parsed.GetValue(size) is { } text ? InputSize.Parse(text) : null,
                });
                InspectionPrinter.Print(Console.Out, model);
                if (model.InputShape is { } shape)
                    InspectionPrinter.Print(Console.Out, EngineInspection.Of(path, shape));
            }
            else
            {
                InspectionPrinter.Print(Console.Out, MediaProbe.Probe(path, interruption.Token));
            }

            return ExitCodes.Done;
        });
        return command;
    }

    // Models carry no magic number, so the name decides; every video is recognised by its content.
    private static bool LooksLikeModel(string path) => Path.GetExtension(path).Equals(".onnx", StringComparison.OrdinalIgnoreCase);
}
