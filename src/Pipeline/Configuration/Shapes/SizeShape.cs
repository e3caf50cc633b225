using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A number of bytes: a whole number, or one with KB, MB or GB (powers of 1024).</summary>
/// <param name="least">Least value.</param>
/// <param name="most">Greatest value.</param>
internal sealed partial class SizeShape(long least, long most) : ScalarShape<long>
{
    private const string Form = "^([0-9]{1,15})(KB|MB|GB)?$";

    public override string Expected => $"bytes or a size such as 100MB, from {Text(least)} to {Text(most)}";

    public override JsonObject Schema() => OrVariable(
        new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most },
        new JsonObject { ["type"] = "string", ["pattern"] = Form });

    protected override bool TryParse(ScalarNode node, ReadContext context, out long value)
    {
        value = 0;
        if (Pattern().Match(node.Text) is { Success: true } match)
        {
            decimal bytes = decimal.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * Unit(match.Groups[2].Value);
            if (bytes >= least && bytes <= most)
            {
                value = (long)bytes;
                return true;
            }
        }

        context.Wrong(node, Expected);
        return false;
    }

    private static long Unit(string unit) => unit switch
    {
        "KB" => 1L << 10,
        "MB" => 1L << 20,
        "GB" => 1L << 30,
        _ => 1,
    };

    private static string Text(long bytes)
    {
        foreach (string unit in (string[])["GB", "MB", "KB"])
        {
            if (bytes % Unit(unit) == 0)
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / Unit(unit)}{unit}");
        }

        return bytes.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(Form, RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
