using System.Globalization;
using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Plans;

/// <summary>The options of a gate or region policy: <c>name=value</c> pairs separated by commas, each name at most once.</summary>
internal sealed class PlanArguments
{
    private readonly Dictionary<string, string> _values = [];

    /// <summary>Splits the text.</summary>
    /// <param name="text">E.g. <c>threshold=25,contour_area=20</c>; may be empty.</param>
    /// <param name="known">Every name that may occur.</param>
    /// <exception cref="FormatException">A pair has another form, or its name is unknown or repeated.</exception>
    public PlanArguments(string text, params string[] known)
    {
        foreach (string pair in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            if (!known.Contains(name))
                throw new FormatException($"option '{name}' is unknown, known are {string.Join(", ", known)}{NearestName.Hint(name, known)}");
            if (equals < 0 || !_values.TryAdd(name, pair[(equals + 1)..]))
                throw new FormatException($"option '{name}' needs exactly one value, e.g. {name}=VALUE");
        }
    }

    /// <summary>The text of an option; empty when it is not given.</summary>
    public string Text(string name) => _values.GetValueOrDefault(name, "");

    /// <summary>A whole number, or the default.</summary>
    public int Whole(string name, int standard) => !_values.TryGetValue(name, out string? text)
        ? standard
        : int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int value)
            ? value
            : throw new FormatException($"{name} expects a whole number, found '{text}'");

    /// <summary>On or off, or the default.</summary>
    public bool Switch(string name, bool standard) => Text(name) switch
    {
        "" => standard,
        "on" => true,
        "off" => false,
        string other => throw new FormatException($"{name} expects on or off, found '{other}'"),
    };

    /// <summary>A number, or the default.</summary>
    public double Number(string name, double standard) => !_values.TryGetValue(name, out string? text)
        ? standard
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && double.IsFinite(value)
            ? value
            : throw new FormatException($"{name} expects a number, found '{text}'");
}
