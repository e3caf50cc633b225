using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Output;

/// <summary>Folders for results.</summary>
public static class OutputFolder
{
    /// <summary>Makes sure that a folder exists.</summary>
    /// <exception cref="VideoDynException">It cannot be created (kind Output).</exception>
    public static void Create(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Output($"{path}: the folder cannot be created: {error.Message}", error);
        }
    }
}
