using System.Globalization;
using VideoDyn.Core.Frames;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Probing;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Engine;

namespace VideoDyn.Cli.Terminal;

/// <summary>Prints what a file is, one fact a line.</summary>
internal static class InspectionPrinter
{
    public static void Print(TextWriter output, MediaProbeResult video)
    {
        Fact(output, "video", video.Location);
        Fact(output, "container", video.Container);
        Fact(output, "codec", $"{video.Codec} {video.Profile}".TrimEnd());
        Fact(output, "size", video.Rotation == 0
            ? $"{video.Width}x{video.Height}"
            : $"{video.Width}x{video.Height} (rotated by {video.Rotation} degrees)");
        Fact(output, "rate", $"{video.ScannedRate:0.###} fps{(video.IsVariableRate ? ", variable" : "")} (header says {video.DeclaredRate:0.###})");
        Fact(output, "duration", video.Duration is { } duration ? $"{duration.TotalSeconds:0.###} s" : "unknown");
        Fact(output, "packets", $"{video.Packets}, {video.KeyFrames} key frames");
        Fact(output, "key frames", $"every {video.MeanKeyFrameInterval:0.##} s, at most {video.MaxKeyFrameInterval:0.##} s apart");
        Fact(output, "pixels", video.PixelFormat);
        Fact(output, "colour", $"{Matrix(video.Matrix)}{(video.MatrixIsAssumed ? " (assumed)" : "")}, {video.Range.ToString().ToLowerInvariant()} range{(video.RangeIsAssumed ? " (assumed)" : "")}");
        Fact(output, "bit rate", $"{video.BitRate / 1e6:0.##} Mbit/s");
    }

    public static void Print(TextWriter output, ModelInspection model)
    {
        Fact(output, "model", $"{model.File}, {model.FileBytes / 1e6:0.##} MB");
        foreach (string input in model.Inputs)
            Fact(output, "input", input);
        foreach (string value in model.Outputs)
            Fact(output, "output", value);
        Fact(output, "opset", $"{model.Opset} (file format {model.IrVersion}{(model.Producer.Length > 0 ? $", written by {model.Producer}" : "")})");
        Fact(output, "operators", string.Join(", ", model.Operators.Select(entry => $"{entry.Key} {entry.Value}")));
        Fact(output, "parameters", $"{model.Parameters / 1e6:0.###} M");
        Fact(output, "cost", model.Macs is { } macs
            ? $"{macs / 1e6:0.#} MMAC at {string.Join('x', model.InputShape!)}"
            : "unknown: the input size is not decided");
        Fact(output, "head", model.Head is { } head ? $"{head} ({model.HeadReason})" : $"none: {model.HeadReason}");
        Fact(output, "card", model.Card);
        Fact(output, "fingerprint", model.Fingerprint);
        foreach (string missing in model.Missing)
            Fact(output, "missing", missing);
    }

    public static void Print(TextWriter output, EngineInspection engine)
    {
        if (engine.Report is not { } report)
        {
            Fact(output, "blocks", $"the block engine cannot run it: {engine.Problem}");
            return;
        }

        Fact(output, "blocks", $"{report.Share:P1} of the MACs in the block engine ({report.Operations} operations), {engine.BytesPerStream / 1e6:0.#} MB of feature maps per stream");
        foreach (EngineCut cut in report.Cuts)
            Fact(output, "cut", $"at {cut.Node}: {cut.Reason}; ONNX Runtime runs what follows");
    }

    internal static void Fact(TextWriter output, string name, FormattableString value) =>
        Fact(output, name, value.ToString(CultureInfo.InvariantCulture));

    internal static void Fact(TextWriter output, string name, string value) => output.WriteLine($"{name,-12} {value}");

    private static string Matrix(ColorMatrix matrix) => matrix switch
    {
        ColorMatrix.Bt601 => "BT.601",
        ColorMatrix.Bt709 => "BT.709",
        _ => "BT.2020",
    };
}
