using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML.OnnxRuntime;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Sessions;

/// <summary>Turns what ONNX Runtime throws into errors that name the model file and say what to do.</summary>
internal static partial class OnnxErrors
{
    /// <summary>An error while the model was loaded.</summary>
    public static VideoDynException OnLoad(string modelPath, OnnxRuntimeException error)
    {
        string file = Path.GetFileName(modelPath);
        string text = error.Message;
        Match opset = OpsetTooNew().Match(text);
        if (opset.Success)
        {
            return VideoDynException.Model(
                string.Create(CultureInfo.InvariantCulture, $"model '{file}': operator set {opset.Groups["found"].Value} of domain '{Domain(opset)}' is not supported; expected at most {opset.Groups["limit"].Value}: export the model with a lower opset version"),
                error);
        }

        Match version = FormatTooNew().Match(text);
        if (version.Success)
        {
            return VideoDynException.Model(
                $"model '{file}': ONNX file format (IR) version {version.Groups["found"].Value} is not supported; expected at most {version.Groups["limit"].Value}: export the model with an older onnx package",
                error);
        }

        if (text.Contains("InvalidProtobuf", StringComparison.OrdinalIgnoreCase) || text.Contains("Protobuf parsing failed", StringComparison.Ordinal))
            return VideoDynException.Model($"model '{file}': not an ONNX model; expected a file written by an ONNX exporter", error);
        if (text.Contains("No graph was found", StringComparison.Ordinal) || text.Contains("ModelProto does not have a graph", StringComparison.Ordinal))
            return VideoDynException.Model($"model '{file}': holds no graph, so it is not an ONNX model", error);
        return VideoDynException.Model($"model '{file}': ONNX Runtime cannot load it: {Tidy(text)}", error);
    }

    /// <summary>An error while the model ran.</summary>
    public static VideoDynException OnRun(string modelFile, OnnxRuntimeException error) =>
        VideoDynException.Model($"model '{modelFile}': ONNX Runtime failed while running it: {Tidy(error.Message)}", error);

    /// <summary>ONNX Runtime's text without source positions of its own build and without line breaks.</summary>
    internal static string Tidy(string message)
    {
        string text = SourcePosition().Replace(message, string.Empty);
        text = ErrorCode().Replace(text, string.Empty);
        return Blanks().Replace(text, " ").Trim();
    }

    private static string Domain(Match opset) => opset.Groups["domain"].Value is { Length: > 0 } domain ? domain : "ai.onnx";

    [GeneratedRegex(@"Opset (?<found>\d+) is under development.*domain (?<domain>[\w.]*) is till opset (?<limit>\d+)", RegexOptions.Singleline)]
    private static partial Regex OpsetTooNew();

    [GeneratedRegex(@"Unsupported model IR version: (?<found>\d+), max supported IR version: (?<limit>\d+)")]
    private static partial Regex FormatTooNew();

    [GeneratedRegex(@"/\S+\.(cc|h):\d+\s+([\w:<>~*&, ]+?\([^()]*(\([^()]*\)[^()]*)*\)( const)?\s)?")]
    private static partial Regex SourcePosition();

    [GeneratedRegex(@"\[ErrorCode:\w+\]\s*")]
    private static partial Regex ErrorCode();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
