using System.CommandLine;

namespace VideoDyn.Cli.Commands;

/// <summary><c>videodyn run</c>: the main job.</summary>
internal static class RunCommand
{
    private const string Description = """
        Analyze videos: detections and events out, with a summary.

        Examples:
          videodyn run street.mp4 --model detector.onnx
          videodyn run street.mp4 --model detector.onnx --classes person,car --every 3 --annotate
          videodyn run *.mp4 --model detector.onnx --parallel 4 --out results
          videodyn run rtsp://camera.local/stream --model detector.onnx --every 5
          videodyn run shop.mp4 --model detector.onnx --tripwire door=0.1,0.8,0.6,0.8 --zone till=0.6,0.4,0.9,0.4,0.9,0.9
          videodyn run shop.mp4 --model detector.onnx --rules rules.yaml
          videodyn run street.mp4 --model detector.onnx --gate change --annotate --explain
          videodyn run street.mp4 --model detector.onnx --gate change --region blocks:change --audit --audit-target 0.95
          videodyn run street.mp4 --model detector.onnx --sink https://example.org/hook
          videodyn run street.mp4 --clip-model samples/models/clip-exit
          videodyn run --config cameras.yaml --out results
          cat street.mp4 | videodyn run - --model detector.onnx --tracker none --out - | jq .data.detections
        """;

    public static Command Create()
    {
        var options = new RunOptions();
        var command = new Command("run", Description);
        options.AddTo(command);
        command.SetAction(async (parsed, _) =>
        {
            using var interruption = new Interruption();
            if (parsed.GetValue(options.Config) is not null)
                return await new ConfiguredSession(ConfiguredSettings.From(options, parsed)).RunAsync(interruption.Token);
            return await new RunSession(RunSettings.From(options, parsed)).RunAsync(interruption.Token);
        });
        return command;
    }
}
