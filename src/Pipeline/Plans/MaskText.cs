using System.Globalization;
using System.Numerics;

namespace VideoDyn.Pipeline.Plans;

/// <summary>
/// Areas to ignore, as text: corners <c>x/y</c> in shares of the frame joined by <c>:</c>, polygons joined by <c>+</c>,
/// e.g. <c>0/0:0.5/0:0.5/0.2+0.8/0.8:1/0.8:1/1</c>. Without commas and blanks, so that it fits into a plan.
/// </summary>
internal static class MaskText
{
    /// <summary>Reads polygons; ranges and numbers of corners are left to the policy's own checks.</summary>
    /// <exception cref="FormatException">A corner is not two numbers.</exception>
    public static IReadOnlyList<IReadOnlyList<Vector2>> Parse(string text) => text.Length == 0
        ? []
        : [.. text.Split('+').Select(polygon => (IReadOnlyList<Vector2>)[.. polygon.Split(':').Select(Corner)])];

    /// <summary>The text of polygons as users write them on the command line: corners <c>x,y</c> with blanks between.</summary>
    public static string Join(IEnumerable<string> polygons) => string.Join(
        '+',
        polygons.Select(polygon => string.Join(':', polygon.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Replace(',', '/')));

    private static Vector2 Corner(string text)
    {
        string[] parts = text.Split('/');
        return parts.Length == 2 && Number(parts[0], out float x) && Number(parts[1], out float y)
            ? new Vector2(x, y)
            : throw new FormatException($"mask expects corners x/y in shares of the frame, joined by ':', found '{text}'");
    }

    private static bool Number(string text, out float number) =>
        float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
}
