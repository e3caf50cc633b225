using System.Text.Json;
using VideoDyn.Core.Errors;

namespace VideoDyn.Evaluation.Runs;

/// <summary>Reads JSON files with errors in the user's terms.</summary>
internal static class RunText
{
    /// <summary>Reads a whole document.</summary>
    public static void Json(string file, Action<JsonElement> read)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            read(document.RootElement);
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw VideoDynException.Input($"{file}: cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Reads a file of events, one a line.</summary>
    /// <param name="file">The file.</param>
    /// <param name="read">Gets type and data of each.</param>
    public static void Lines(string file, Action<string, JsonElement> read)
    {
        int number = 0;
        try
        {
            foreach (string line in File.ReadLines(file))
            {
                number++;
                using var document = JsonDocument.Parse(line);
                read(document.RootElement.GetProperty("type").GetString()!, document.RootElement.GetProperty("data"));
            }
        }
        catch (Exception error) when (IsUnreadable(error))
        {
            throw VideoDynException.Input($"{file}{(number > 0 ? $", line {number}" : "")}: cannot be read: {error.Message}", error);
        }
    }

    private static bool IsUnreadable(Exception error) =>
        error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or KeyNotFoundException or FormatException;
}
