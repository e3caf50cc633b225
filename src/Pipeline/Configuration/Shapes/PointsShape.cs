using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Text.Json.Nodes;
using VideoDyn.Pipeline.Configuration.Yaml;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>
/// Points in shares of the picture, 0..1 from its top left: pairs (<c>[[0.1, 0.2], [0.9, 0.2]]</c>) or one row of numbers as
/// Frigate writes it (<c>0.1,0.2,0.9,0.2</c>).
/// </summary>
/// <param name="expected">A right value in words.</param>
/// <param name="least">Least number of points.</param>
/// <param name="most">Greatest number of points.</param>
/// <param name="check">Tells what is wrong with the points; null when they are right.</param>
/// <param name="isPicture">Whether the points are shares of the picture; else any numbers, as metres are.</param>
internal abstract class PointsShape(string expected, int least, int most, Func<ValueList<Vector2>, string?> check, bool isPicture = true) : Shape<ValueList<Vector2>>
{
    public override string Expected => expected;

    public override bool IsSingle(ConfigNode node) => node is ScalarNode or ListNode { Items: [ListNode { Items: [ScalarNode, ..] }, ..] };

    public override JsonObject Schema()
    {
        var number = isPicture ? new JsonObject { ["type"] = "number", ["minimum"] = 0, ["maximum"] = 1 } : new JsonObject { ["type"] = "number" };
        var pair = new JsonObject { ["type"] = "array", ["items"] = number, ["minItems"] = 2, ["maxItems"] = 2 };
        return new JsonObject
        {
            ["anyOf"] = new JsonArray(
                new JsonObject { ["type"] = "array", ["items"] = pair, ["minItems"] = least, ["maxItems"] = most },
                new JsonObject { ["type"] = "string", ["pattern"] = isPicture ? "^[0-9., ]+$" : "^[0-9., -]+$" }),
        };
    }

    public override bool TryRead(ConfigNode node, ReadContext context, [NotNullWhen(true)] out ValueList<Vector2>? value)
    {
        value = null;
        if (node is ScalarNode { IsBroken: true })
            return false;
        value = Points(node);
        string? problem = value is null ? null
            : isPicture && value.Any(point => !(point.X is >= 0 and <= 1 && point.Y is >= 0 and <= 1)) ? "a point lies outside the picture; coordinates are shares of its width and height, 0 to 1"
            : value.Count < least || value.Count > most ? $"found {value.Count} points, expected {expected}"
            : check(value);
        if (value is null)
            context.Wrong(node, expected);
        else if (problem is not null)
            context.Problems.Add(node, problem);
        return value is not null && problem is null;
    }

    private static ValueList<Vector2>? Points(ConfigNode node)
    {
        IEnumerable<string?[]> pairs = node switch
        {
            ScalarNode { IsNull: false } row => row.Text.Split(',').Chunk(2),
            ListNode list => list.Items.Select(item => item is ListNode pair ? [.. pair.Items.Select(part => (part as ScalarNode)?.Text)] : new string?[1]),
            _ => [[null]],
        };
        var points = new List<Vector2>();
        foreach (string?[] pair in pairs)
        {
            if (pair.Length != 2 || !TryNumber(pair[0], out float x) || !TryNumber(pair[1], out float y))
                return null;
            points.Add(new Vector2(x, y));
        }

        return [.. points];
    }

    private static bool TryNumber(string? text, out float number) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out number) && float.IsFinite(number);
}

/// <summary>The corners of an area.</summary>
internal sealed class PolygonShape() : PointsShape("3 to 200 corners such as [[0.1, 0.2], [0.9, 0.2], [0.5, 0.8]]", 3, 200, Geometry.ProblemOfPolygon);

/// <summary>The two ends of a line.</summary>
internal sealed class LineShape() : PointsShape("two points such as [[0.1, 0.5], [0.9, 0.5]]", 2, 2, Geometry.ProblemOfLine);

/// <summary>Four points in the picture.</summary>
internal sealed class FourPointsShape() : PointsShape("four points such as [[0.1, 0.9], [0.9, 0.9], [0.7, 0.4], [0.3, 0.4]]", 4, 4, _ => null);

/// <summary>Four points in metres.</summary>
internal sealed class MetresShape() : PointsShape("four points in metres such as [[0, 0], [8, 0], [8, 30], [0, 30]]", 4, 4, _ => null, isPicture: false);
