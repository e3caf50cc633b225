using System.Globalization;
using System.Text.RegularExpressions;
using VideoDyn.Core.Errors;

namespace VideoDyn.Media.Decoding;

/// <summary>Finds the files behind a pattern such as <c>frames/%04d.png</c> and checks that none is missing.</summary>
internal static partial class ImageSequence
{
    /// <summary>Whether the path is a pattern and not the name of an existing file.</summary>
    public static bool IsPattern(string input) => Number().Count(input) == 1 && !File.Exists(input);

    /// <summary>Number of the first file.</summary>
    /// <exception cref="VideoDynException">No file matches, or a number in between is missing.</exception>
    public static int FirstNumber(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } parent ? parent : ".";
        string name = Path.GetFileName(pattern);
        Match place = Number().Match(name);
        if (!place.Success)
            throw VideoDynException.Input($"'{pattern}' has its number in a folder name; expected it in the file name, e.g. frames/%04d.png.");
        if (!Directory.Exists(folder))
            throw VideoDynException.Input($"'{pattern}': there is no folder '{folder}'.");

        string before = name[..place.Index];
        string after = name[(place.Index + place.Length)..];
        int width = int.TryParse(place.Groups["width"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int digits) ? digits : 0;
        var numbers = new SortedSet<int>();
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            string file = Path.GetFileName(path);
            if (file.Length > before.Length + after.Length
                && file.StartsWith(before, StringComparison.Ordinal)
                && file.EndsWith(after, StringComparison.Ordinal)
                && int.TryParse(file[before.Length..^after.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                && file.Length - before.Length - after.Length == Math.Max(width, Digits(number)))
            {
                numbers.Add(number);
            }
        }

        if (numbers.Count == 0)
            throw VideoDynException.Input($"No file matches the image sequence '{pattern}'.");
        int first = numbers.Min;
        int missing = Enumerable.Range(first, numbers.Count).FirstOrDefault(number => !numbers.Contains(number), -1);
        if (missing >= 0)
        {
            throw VideoDynException.Input(string.Create(
                CultureInfo.InvariantCulture,
                $"Image sequence '{pattern}' has a gap: number {missing} is missing between {first} and {numbers.Max}."));
        }

        return first;
    }

    private static int Digits(int number) => number.ToString(CultureInfo.InvariantCulture).Length;

    [GeneratedRegex("%0?(?<width>[0-9]*)d", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
