using VideoDyn.Inference.Onnx;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Onnx;

/// <summary>The real models of the shared data folder and the input sizes to try them at.</summary>
internal static class SharedModels
{
    /// <summary>File names with, for each symbolic dimension, the sizes of the first and the second trial.</summary>
    private static readonly Dictionary<string, (string Dim, long First, long Second)[]> s_sizes = new()
    {
        ["yolox_nano.onnx"] = [],
        ["yolox_nano_dynamic.onnx"] = [("batch", 1, 2), ("height", 224, 160), ("width", 320, 192)],
        ["nanodet_m_320.onnx"] = [],
        ["fastestdet.onnx"] = [],
        ["ultraface_rfb_320.onnx"] = [],
        ["deeplabv3_mobilenet_257.onnx"] = [],
        ["twinlitenet_360x640.onnx"] = [],
        ["squeezenet1_1_fp16.onnx"] = [],
        ["squeezenet1_1_fp32_dynamic.onnx"] = [("batch", 1, 2), ("height", 224, 256), ("width", 224, 320)],
        ["osnet_x0_25_msmt17.onnx"] = [],
        ["face_antispoof_int8.onnx"] = [("batch_size", 1, 3)],
        ["face_antispoof_fp32.onnx"] = [("batch_size", 1, 3)],
        ["silero_vad_if_lstm.onnx"] = [],
        ["gtcrn_stream_gru.onnx"] = [],
    };

    /// <summary>File names.</summary>
    public static IEnumerable<string> Names => s_sizes.Keys;

    /// <summary>Theory data: file names.</summary>
    public static TheoryData<string> All => [.. Names];

    /// <summary>Every path, relative to the data folder, for skip attributes.</summary>
    public const string Needed = "models/yolox_nano.onnx";

    /// <summary>The path of a model.</summary>
    public static string PathOf(string name) => SharedData.PathOf("models/" + name);

    /// <summary>Reads a model.</summary>
    public static OnnxModel Load(string name) => OnnxReader.Load(PathOf(name));

    /// <summary>Concrete input shapes of each trial: one for models of fixed size, two for the others.</summary>
    public static IEnumerable<Dictionary<string, long[]>> Trials(string name, OnnxModel model)
    {
        (string Dim, long First, long Second)[] sizes = s_sizes[name];
        yield return Shapes(name, model, dim => sizes.Single(size => size.Dim == dim).First);
        if (sizes.Length > 0)
            yield return Shapes(name, model, dim => sizes.Single(size => size.Dim == dim).Second);
    }

    private static Dictionary<string, long[]> Shapes(string name, OnnxModel model, Func<string, long> sizeOf) =>
        model.Graph.Inputs.ToDictionary(
            input => input.Name,
            input => name.StartsWith("silero", StringComparison.Ordinal)
                ? input.Name switch { "input" => [1, 576], "state" => [2, 1, 128], _ => [] }
                : input.Shape!.Dims.Select(dim => dim.Value ?? sizeOf(dim.Symbol!)).ToArray());
}
