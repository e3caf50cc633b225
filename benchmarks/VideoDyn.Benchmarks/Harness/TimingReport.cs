using System.Globalization;
using System.Text;

namespace VideoDyn.Benchmarks.Harness;

/// <summary>The outcome of one interleaved measurement.</summary>
/// <param name="Actions">Measured actions; the first is the baseline.</param>
/// <param name="Spin">The reference loop.</param>
internal sealed record TimingReport(IReadOnlyList<Series> Actions, Series Spin)
{
    /// <summary>The series of an action.</summary>
    public Series this[string name] => Actions.First(action => action.Name == name);

    /// <summary>A markdown table: median, ratio to the first action, 95 % interval of that ratio.</summary>
    /// <param name="title">Heading line.</param>
    public string ToMarkdown(string title)
    {
        var text = new StringBuilder();
        CultureInfo plain = CultureInfo.InvariantCulture;
        text.AppendLine(plain, $"### {title}").AppendLine();
        text.AppendLine("| action | median ms | ratio | 95 % interval |");
        text.AppendLine("|---|---:|---:|---|");
        foreach (Series action in Actions)
        {
            (double ratio, double low, double high) = action.RatioTo(Actions[0]);
            text.AppendLine(plain, $"| {action.Name} | {action.Median:F3} | {ratio:F3} | {low:F3} .. {high:F3} |");
        }

        text.AppendLine();
        text.AppendLine(
            plain,
            $"{Spin.Milliseconds.Length} interleaved rounds; machine noise {Spin.Spread:P1}");
        text.AppendLine(plain, $"(half the quartile distance of a fixed loop of {Spin.Median:F3} ms).");
        return text.ToString();
    }
}
