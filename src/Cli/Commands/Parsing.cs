using System.CommandLine.Parsing;
using System.Globalization;

namespace VideoDyn.Cli.Commands;

/// <summary>Option value formats that the parser library does not know.</summary>
internal static class Parsing
{
    // Longest first: "ms" ends with the unit of seconds too.
    private static readonly (string Unit, double Seconds)[] s_units = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86_400)];

    /// <summary>Seconds (<c>12.5</c>), a number with a unit as in <c>cameras.yaml</c> (<c>500ms</c>, <c>10s</c>, <c>5m</c>) or a clock time (<c>1:02:03.5</c>, <c>2:03</c>).</summary>
    public static TimeSpan? Time(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        (string unit, double factor) = Array.Find(s_units, one => text.EndsWith(one.Unit, StringComparison.Ordinal)) is { Unit: not null } found ? found : ("", 1);
        if (double.TryParse(text[..^unit.Length], NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
            && Math.Abs(number * factor) < 1e9)
        {
            return TimeSpan.FromSeconds(number * factor);
        }

        string[] parts = text.Split(':');
        if (parts.Length is 2 or 3)
        {
            double total = 0;
            bool valid = true;
            foreach (string part in parts)
            {
                valid &= double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double value);
                total = (total * 60) + value;
            }

            if (valid && total < 1e9)
                return TimeSpan.FromSeconds(total);
        }

        result.AddError($"{Name(result)} is '{text}', expected seconds (12.5) or a time (1:02:03)");
        return null;
    }

    /// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
    public static DateTimeOffset? Instant(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset instant))
            return instant;
        result.AddError($"{Name(result)} is '{text}', expected a time such as 2026-05-01T12:00:00Z");
        return null;
    }

    /// <summary>A finite number in the invariant culture.</summary>
    public static double? Number(ArgumentResult result)
    {
        string text = result.Tokens[0].Value;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value))
            return value;
        result.AddError($"{Name(result)} is '{text}', expected a number");
        return null;
    }

    /// <summary>Names separated by commas, in one value or several.</summary>
    public static string[] List(ArgumentResult result) =>
        [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static string Name(ArgumentResult result) => (result.Parent as OptionResult)?.Option.Name ?? "the argument";
}
