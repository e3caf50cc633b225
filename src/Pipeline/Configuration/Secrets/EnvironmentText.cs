using System.Text;
using System.Text.RegularExpressions;

namespace VideoDyn.Pipeline.Configuration.Secrets;

/// <summary>Puts environment variables in: <c>${NAME}</c>; <c>$${</c> stands for the characters <c>${</c>.</summary>
internal static partial class EnvironmentText
{
    /// <summary>Expands a text. What a variable holds is not expanded again.</summary>
    /// <param name="text">The text of the file.</param>
    /// <param name="environment">Tells the value of a variable; null when it is not set.</param>
    /// <param name="secrets">Receives the values used.</param>
    /// <param name="problem">Receives what is wrong, one sentence each.</param>
    public static string Expand(string text, Func<string, string?> environment, SecretSet secrets, Action<string> problem)
    {
        if (!text.Contains("${", StringComparison.Ordinal))
            return text;
        var expanded = new StringBuilder(text.Length);
        int end = 0;
        foreach (Match match in Reference().Matches(text))
        {
            expanded.Append(text, end, match.Index - end);
            end = match.Index + match.Length;
            string name = match.Groups["name"].Value;
            if (match.Groups["literal"].Success)
                expanded.Append("${");
            else if (!match.Groups["end"].Success || !VariableName().IsMatch(name))
                problem("found '${' without a variable's name and '}'; expected e.g. ${CAMERA_PASSWORD}, or $${ for the characters themselves");
            else if (environment(name) is { } value)
                Append(value);
            else
                problem($"environment variable '{name}' is not set");
        }

        return expanded.Append(text, end, text.Length - end).ToString();

        void Append(string value)
        {
            secrets.Add(value);
            expanded.Append(value);
        }
    }

    [GeneratedRegex(@"(?<literal>\$\$\{)|\$\{(?<name>[^}]*)(?<end>\})?", RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("^[A-Za-z_][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex VariableName();
}
