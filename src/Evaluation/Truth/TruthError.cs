using VideoDyn.Core.Errors;

namespace VideoDyn.Evaluation.Truth;

/// <summary>Words an error of a truth file: file, line, what was found, what was expected.</summary>
internal static class TruthError
{
    private const int LongestQuote = 60;

    public static VideoDynException At(string file, long line, string found, string expected, Exception? cause = null) =>
        VideoDynException.Input($"{file}, line {line}: found {found}, expected {expected}.", cause);

    public static string Quote(ReadOnlySpan<char> text) =>
        text.Length <= LongestQuote ? $"'{text}'" : $"'{text[..LongestQuote]}…'";

    /// <summary>Opens and reads a file, with errors in the user's terms.</summary>
    public static T Reading<T>(string path, Func<string, T> read)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return read(path);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw VideoDynException.Input($"Truth file '{path}' cannot be read: {cause.Message}", cause);
        }
    }
}
