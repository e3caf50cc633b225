using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Wire;

namespace VideoDyn.Inference.Onnx;

/// <summary>Writes models as ONNX files. Equal models give equal bytes; external data becomes part of the file.</summary>
public static class OnnxWriter
{
    /// <summary>Writes a model file, replacing an old one only when all is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output), or the model takes more than 2 GiB (kind Model).</exception>
    public static void Save(OnnxModel model, string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> bytes = Encode(model);
        string part = path + ".part";
        try
        {
            File.WriteAllBytes(part, bytes.Span);
            File.Move(part, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            if (File.Exists(part))
                File.Delete(part);
            throw VideoDynException.Output($"model '{path}' cannot be written: {error.Message}", error);
        }
    }

    /// <summary>The bytes of a model file.</summary>
    /// <exception cref="VideoDynException">The model takes more than 2 GiB (kind Model).</exception>
    public static byte[] ToBytes(OnnxModel model) => Encode(model).ToArray();

    private static ReadOnlyMemory<byte> Encode(OnnxModel model)
    {
        ArgumentNullException.ThrowIfNull(model);

        // Weights make up nearly all of a file; with room for them the buffer need not grow by copying.
        long weights = model.Graph.Initializers.Sum(tensor => tensor.Bytes.Length + 256L);
        var writer = new ProtoWriter(weights + (1 << 16));
        try
        {
            ModelEncoder.Encode(writer, model);
        }
        catch (OnnxFormatException error)
        {
            throw VideoDynException.Model($"model '{model.Source}' cannot be written: it would be {error.Message}", error);
        }

        return writer.Written;
    }
}
