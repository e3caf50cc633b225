using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Cards;

/// <summary>A text file with one class name a line; line 1 is class 0. Empty lines at the end do not count.</summary>
public static class LabelFile
{
    /// <summary>Reads a label file.</summary>
    /// <exception cref="VideoDynException">Kind Model: missing, empty, or with an empty line between names.</exception>
    public static IReadOnlyList<string> Read(string path)
    {
        try
        {
            return Parse(File.ReadAllText(path), path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Model($"label file '{path}': cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads the text of a label file.</summary>
    /// <param name="text">One class name a line.</param>
    /// <param name="source">Path or name, for messages.</param>
    /// <exception cref="VideoDynException">Kind Model: empty, or with an empty line between names.</exception>
    public static IReadOnlyList<string> Parse(string text, string source)
    {
        ArgumentNullException.ThrowIfNull(text);
        string[] lines = [.. text.TrimEnd().Split('\n').Select(line => line.Trim())];
        int empty = Array.IndexOf(lines, "");
        if (lines is [""])
            throw VideoDynException.Model($"label file '{source}': is empty; expected one class name a line");
        return empty < 0
            ? lines
            : throw VideoDynException.Model($"label file '{source}': line {empty + 1} is empty; expected one class name a line");
    }
}
