using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Sessions;

/// <summary>What can be said about a model file before anything parses it.</summary>
internal static class ModelFileChecks
{
    /// <summary>Throws unless the path names a readable, non-empty file.</summary>
    /// <exception cref="VideoDynException">Kind Model.</exception>
    public static void Require(string modelPath)
    {
        if (Directory.Exists(modelPath))
            throw VideoDynException.Model($"model '{modelPath}': is a folder; expected an ONNX file");
        var file = new FileInfo(modelPath);
        if (!file.Exists)
            throw VideoDynException.Model($"model '{modelPath}': no such file");
        if (file.Length == 0)
            throw VideoDynException.Model($"model '{file.Name}': the file is empty; expected an ONNX model");
        try
        {
            using FileStream stream = file.OpenRead();
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw VideoDynException.Model($"model '{file.Name}': cannot be read: {error.Message}", error);
        }
    }
}
