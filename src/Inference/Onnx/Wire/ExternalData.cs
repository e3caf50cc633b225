using System.Globalization;

namespace VideoDyn.Inference.Onnx.Wire;

/// <summary>Reads the numbers of a tensor from a file beside the model, as large exports keep them.</summary>
internal static class ExternalData
{
    /// <summary>Reads the part of the file that belongs to a tensor.</summary>
    /// <param name="tensor">Name of the tensor, for messages.</param>
    /// <param name="location">Keys <c>location</c>, <c>offset</c> and <c>length</c> of the standard.</param>
    /// <param name="context">Where the model lies.</param>
    /// <exception cref="OnnxFormatException">The file is missing, too short, or outside of the model's folder.</exception>
    public static ReadOnlyMemory<byte> Read(string tensor, Dictionary<string, string> location, DecodeContext context)
    {
        string file = location.GetValueOrDefault("location", "");
        if (file.Length == 0)
            throw new OnnxFormatException($"tensor '{tensor}' lies in an external file that is not named");
        if (context.Folder is null)
            throw new OnnxFormatException($"tensor '{tensor}' lies in the external file '{file}', but the model was not read from a file");

        // A model from a stranger must not read files of the user's.
        if (Path.IsPathRooted(file) || file.Contains('\0') || file.Replace('\\', '/').Split('/').Contains(".."))
            throw new OnnxFormatException($"tensor '{tensor}' lies in the external file '{file}', which is outside of the model's folder");
        string path = Path.Combine(context.Folder, file);
        long offset = Number(tensor, location, "offset") ?? 0;
        try
        {
            using FileStream stream = File.OpenRead(path);
            long length = Number(tensor, location, "length") ?? Math.Max(0, stream.Length - offset);
            if (offset > stream.Length || length > stream.Length - offset || length > Array.MaxLength)
            {
                throw new OnnxFormatException(
                    $"external data file '{path}' has {stream.Length} bytes, but tensor '{tensor}' takes {length} bytes from {offset}");
            }

            var bytes = new byte[length];
            stream.Position = offset;
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new OnnxFormatException($"external data file '{path}' of tensor '{tensor}' cannot be read: {error.Message}");
        }
    }

    private static long? Number(string tensor, Dictionary<string, string> location, string key)
    {
        if (!location.TryGetValue(key, out string? text))
            return null;
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value)
            ? value
            : throw new OnnxFormatException($"tensor '{tensor}' has the external {key} '{text}', expected a number");
    }
}
