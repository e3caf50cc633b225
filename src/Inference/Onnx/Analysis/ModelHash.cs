using System.Security.Cryptography;
using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Onnx.Analysis;

/// <summary>The identity of a model file.</summary>
public static class ModelHash
{
    /// <summary>SHA-256 of a file, without reading it into memory. External data beside it does not count.</summary>
    /// <param name="path">The file.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    /// <exception cref="VideoDynException">The file cannot be read (kind Model).</exception>
    public static string OfFile(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Model($"model '{path}' cannot be read: {error.Message}", error);
        }
    }
}
