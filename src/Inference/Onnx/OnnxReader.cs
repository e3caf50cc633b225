using System.Security;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Onnx.Wire;

namespace VideoDyn.Inference.Onnx;

/// <summary>
/// Reads ONNX files (the ONNX standard's protocol buffer format). Unknown fields are passed over; whatever else is wrong,
/// from a file that is no model to a value with two origins, is one error of kind Model that names the file.
/// </summary>
public static class OnnxReader
{
    /// <summary>The oldest supported version of the standard operator set.</summary>
    public const int MinOpset = 7;

    /// <summary>The newest supported version of the standard operator set.</summary>
    public const int MaxOpset = 24;

    /// <summary>Reads a model file and the external data beside it.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="VideoDynException">The file is missing, unreadable or no supported model (kind Model).</exception>
    public static OnnxModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path))
            throw VideoDynException.Model($"model '{path}' is a folder, expected an ONNX file");
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw VideoDynException.Model($"model '{path}' was not found", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or SecurityException or NotSupportedException)
        {
            throw VideoDynException.Model($"model '{path}' cannot be read: {error.Message}", error);
        }

        return Parse(bytes, path, Path.GetDirectoryName(Path.GetFullPath(path)));
    }

    /// <summary>Reads a model from memory.</summary>
    /// <param name="bytes">The whole file. The model keeps parts of it: it must not change afterwards.</param>
    /// <param name="source">What to call it in messages, usually the path.</param>
    /// <param name="externalDataFolder">Where external data lies; null when there can be none.</param>
    /// <exception cref="VideoDynException">The bytes are no supported model (kind Model).</exception>
    public static OnnxModel Parse(ReadOnlyMemory<byte> bytes, string source, string? externalDataFolder = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (bytes.IsEmpty)
            throw VideoDynException.Model($"model '{source}' is empty, expected an ONNX file");
        try
        {
            OnnxModel model = ModelDecoder.Decode(bytes, source, externalDataFolder);
            Check(model);
            return model;
        }
        catch (OnnxFormatException error)
        {
            throw VideoDynException.Model($"model '{source}' is not a readable ONNX file: found {error.Message}", error);
        }
        catch (VideoDynException error)
        {
            throw VideoDynException.Model($"model '{source}' is not valid: {error.Message}", error);
        }
    }

    private static void Check(OnnxModel model)
    {
        if (model.IrVersion < 1)
            throw new OnnxFormatException($"file format version {model.IrVersion}, expected 3 or newer");
        if (model.OpsetImports.IsEmpty)
            throw new OnnxFormatException("no operator set version");
        long opset = model.OpsetImports.GetValueOrDefault("", MinOpset);
        if (opset is < MinOpset or > MaxOpset)
            throw VideoDynException.Model($"operator set version {opset} is not supported, expected {MinOpset} to {MaxOpset}");
        if (!model.Graph.CapturedNames.IsEmpty)
        {
            string missing = model.Graph.CapturedNames[0];
            OnnxNode? reader = model.Graph.Consumers(missing).FirstOrDefault();
            throw VideoDynException.Model($"{(reader is null ? "the graph's output" : reader.ToString())} needs the value '{missing}', which nothing makes");
        }
    }
}
