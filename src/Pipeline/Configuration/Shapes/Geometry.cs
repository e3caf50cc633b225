using System.Numerics;
using VideoDyn.Events.Rules.Geometry;

namespace VideoDyn.Pipeline.Configuration.Shapes;

/// <summary>What makes areas and lines useless.</summary>
internal static class Geometry
{
    /// <summary>What is wrong with an area; null when nothing is.</summary>
    public static string? ProblemOfPolygon(ValueList<Vector2> corners) => ShapeCheck.ProblemOfPolygon(corners);

    /// <summary>What is wrong with a line; null when nothing is.</summary>
    public static string? ProblemOfLine(ValueList<Vector2> ends) => ShapeCheck.ProblemOfLine(ends[0], ends[1]);
}
