using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A time span: seconds, or a number with ms, s, m, h or d.</summary>
/// <param name="least">Shortest.</param>
/// <param name="most">Longest.</param>
internal sealed partial class TimeShape(TimeSpan least, TimeSpan most) : ScalarShape<TimeSpan>
{
    private const string Form = @"^(?<number>[0-9]+(?:\.[0-9]+)?)(?<unit>ms|s|m|h|d)?$";

    public override string Expected => $"seconds or a time such as 500ms, 10s or 5m, from {Text(least)} to {Text(most)}";

    public override JsonObject Schema() => OrVariable(
        new JsonObject { ["type"] = "number", ["minimum"] = least.TotalSeconds, ["maximum"] = most.TotalSeconds },
        new JsonObject { ["type"] = "string", ["pattern"] = Form.Replace("?<number>", "", StringComparison.Ordinal).Replace("?<unit>", "", StringComparison.Ordinal) });

    /// <summary>A time as users write it.</summary>
    public static string Text(TimeSpan time)
    {
        (double number, string unit) = time switch
        {
            { TotalDays: >= 1 } when time.Ticks % TimeSpan.TicksPerDay == 0 => (time.TotalDays, "d"),
            { TotalHours: >= 1 } when time.Ticks % TimeSpan.TicksPerHour == 0 => (time.TotalHours, "h"),
            { TotalMinutes: >= 1 } when time.Ticks % TimeSpan.TicksPerMinute == 0 => (time.TotalMinutes, "m"),
            { Ticks: > 0 and < TimeSpan.TicksPerSecond } => (time.TotalMilliseconds, "ms"),
            _ => (time.TotalSeconds, "s"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    protected override bool TryParse(ScalarNode node, ReadContext context, out TimeSpan value)
    {
        value = default;
        Match match = Pattern().Match(node.Text);
        if (match.Success)
        {
            double seconds = double.Parse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture) * match.Groups["unit"].Value switch
            {
                "ms" => 0.001,
                "m" => 60,
                "h" => 3600,
                "d" => 86_400,
                _ => 1,
            };
            // Compared before the conversion, which would overflow for a very long row of digits.
            if (seconds >= least.TotalSeconds && seconds <= most.TotalSeconds)
            {
                value = TimeSpan.FromSeconds(seconds);
                return true;
            }
        }

        context.Wrong(node, Expected);
        return false;
    }

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}

/// <summary>An instant in ISO 8601; without an offset it is UTC.</summary>
internal sealed class InstantShape : ScalarShape<DateTimeOffset>
{
    public override string Expected => "an instant such as 2026-05-01T12:00:00Z";

    public override JsonObject Schema() => new() { ["type"] = "string", ["examples"] = new JsonArray("2026-05-01T12:00:00Z") };

    protected override bool TryParse(ScalarNode node, ReadContext context, out DateTimeOffset value)
    {
        if (DateTimeOffset.TryParse(node.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out value))
            return true;
        context.Wrong(node, Expected);
        return false;
    }
}
