using System.Globalization;
using System.Text.RegularExpressions;
using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests;

/// <summary>A model's page in <c>docs/models</c>, which names the floors that the committed files must keep.</summary>
internal static partial class ModelPage
{
    /// <summary>The number in the row <c>| NAME | VALUE |</c> of the page's table of floors.</summary>
    public static double Floor(string model, string name)
    {
        string path = Path.Combine(RepositoryRoot.Path, "docs", "models", model + ".md");
        Match row = Row().Matches(File.ReadAllText(path)).FirstOrDefault(match => match.Groups["name"].Value.Trim() == name)
            ?? throw new InvalidDataException($"{path} has no row '| floor: {name} | NUMBER |'");
        return double.Parse(row.Groups["value"].ValueSpan, CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^\| floor: (?<name>[^|]+)\| (?<value>[0-9.]+) \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
