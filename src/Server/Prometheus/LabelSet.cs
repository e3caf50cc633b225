using System.Globalization;
using System.Text;

namespace VideoDyn.Server.Prometheus;

/// <summary>The labels of one series as they are written, sorted by name.</summary>
internal static class LabelSet
{
    /// <summary>Writes the labels without braces, e.g. <c>camera="gate",outcome="analyzed"</c>.</summary>
    public static string Of(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
            return "";
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // Two tags may clean up to one name; a label may occur only once, so the last one stands.
        foreach ((string name, object? value) in tags)
            labels[MetricName.OfLabel(name)] = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        var text = new StringBuilder();
        foreach ((string name, string value) in labels)
        {
            text.Append(text.Length == 0 ? "" : ",").Append(name).Append("=\"");
            AppendEscaped(text, value);
            text.Append('"');
        }

        return text.ToString();
    }

    private static void AppendEscaped(StringBuilder text, string value)
    {
        foreach (char letter in value)
        {
            switch (letter)
            {
                case '\\':
                    text.Append("\\\\");
                    break;
                case '"':
                    text.Append("\\\"");
                    break;
                case '\n':
                    text.Append("\\n");
                    break;
                default:
                    text.Append(letter);
                    break;
            }
        }
    }
}
