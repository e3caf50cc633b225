using System.Globalization;
using System.Text;

namespace VideoDyn.Server.Tests;

/// <summary>
/// A reader of the exposition format, written from its description and not from our writer: names, escapes, one TYPE line
/// before the series of a name, every name in one block.
/// </summary>
internal static class PrometheusText
{
    public static List<Sample> Read(string text)
    {
        Assert.True(text.Length == 0 || text.EndsWith('\n'));
        var samples = new List<Sample>();
        var types = new Dictionary<string, string>();
        string? block = null;
        foreach (string line in text.Split('\n')[..^1])
        {
            if (line.StartsWith("# TYPE ", StringComparison.Ordinal))
            {
                string[] parts = line.Split(' ');
                block = parts[2];
                Assert.True(types.TryAdd(block, parts[3]), $"second TYPE of {block}");
                Assert.Contains(parts[3], new[] { "counter", "gauge", "histogram" });
            }
            else if (!line.StartsWith('#'))
            {
                Sample sample = ReadLine(line);
                string family = block is not null && types[block] == "histogram" ? Strip(sample.Name) : sample.Name;
                Assert.Equal(block, family);
                samples.Add(sample);
            }
        }

        Assert.Equal(samples.Count, samples.Select(sample => $"{sample.Name}{{{string.Join(',', sample.Labels.Select(pair => $"{pair.Key}={pair.Value.Length}:{pair.Value}"))}}}").Distinct().Count());
        return samples;
    }

    private static string Strip(string name) => new[] { "_bucket", "_sum", "_count" }.Where(end => name.EndsWith(end, StringComparison.Ordinal))
        .Select(end => name[..^end.Length]).FirstOrDefault(name);

    private static Sample ReadLine(string line)
    {
        int at = 0;
        string name = Name(line, ref at, colon: true);
        var labels = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (line[at] == '{')
        {
            at++;
            while (line[at] != '}')
            {
                string label = Name(line, ref at, colon: false);
                Expect(line, ref at, '=');
                Expect(line, ref at, '"');
                labels.Add(label, Value(line, ref at));
                if (line[at] == ',')
                    at++;
            }

            at++;
        }

        Expect(line, ref at, ' ');
        string number = line[at..];
        double value = number switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            "NaN" => double.NaN,
            _ => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        };
        return new Sample(name, labels, value);
    }

    private static string Name(string line, ref int at, bool colon)
    {
        int from = at;
        while (char.IsAsciiLetterOrDigit(line[at]) || line[at] == '_' || (colon && line[at] == ':'))
            at++;
        Assert.True(at > from && !char.IsAsciiDigit(line[from]), line);
        return line[from..at];
    }

    private static string Value(string line, ref int at)
    {
        var value = new StringBuilder();
        while (line[at] != '"')
        {
            if (line[at] == '\\')
            {
                at++;
                value.Append(line[at] switch { 'n' => '\n', '\\' => '\\', '"' => '"', _ => throw new FormatException(line) });
            }
            else
            {
                value.Append(line[at]);
            }

            at++;
        }

        at++;
        return value.ToString();
    }

    private static void Expect(string line, ref int at, char letter)
    {
        Assert.Equal(letter, line[at]);
        at++;
    }

    internal sealed record Sample(string Name, SortedDictionary<string, string> Labels, double Value);
}
