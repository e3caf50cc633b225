using System.Globalization;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>A whole number in a range.</summary>
/// <param name="least">Least value.</param>
/// <param name="most">Greatest value.</param>
internal sealed class WholeShape(int least, int most) : ScalarShape<int>
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a whole number from {least} to {most}");

    public override JsonObject Schema() => OrVariable(new JsonObject { ["type"] = "integer", ["minimum"] = least, ["maximum"] = most });

    protected override bool TryParse(ScalarNode node, ReadContext context, out int value)
    {
        if (int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
            return true;
        context.Wrong(node, Expected);
        return false;
    }
}

/// <summary>A number in a range.</summary>
/// <param name="least">Least value.</param>
/// <param name="most">Greatest value.</param>
internal sealed class NumberShape(double least, double most) : ScalarShape<double>
{
    public override string Expected => string.Create(CultureInfo.InvariantCulture, $"a number from {least} to {most}");

    public override JsonObject Schema() => OrVariable(new JsonObject { ["type"] = "number", ["minimum"] = least, ["maximum"] = most });

    protected override bool TryParse(ScalarNode node, ReadContext context, out double value)
    {
        // Written so that not-a-number fails.
        if (double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && value >= least && value <= most)
            return true;
        context.Wrong(node, Expected);
        return false;
    }
}

/// <summary><c>true</c> or <c>false</c>.</summary>
internal sealed class FlagShape : ScalarShape<bool>
{
    public override string Expected => "true or false";

    public override JsonObject Schema() => OrVariable(new JsonObject { ["type"] = "boolean" });

    protected override bool TryParse(ScalarNode node, ReadContext context, out bool value)
    {
        if (bool.TryParse(node.Text, out value))
            return true;
        context.Wrong(node, Expected);
        return false;
    }
}
