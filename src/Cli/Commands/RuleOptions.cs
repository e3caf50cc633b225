using System.CommandLine;
using System.Globalization;
using System.Numerics;
using VideoDyn.Core.Errors;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Events.Rules.Geometry;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Cli.Commands;

/// <summary>The options of <c>run</c> that say which events are told about objects.</summary>
internal sealed class RuleOptions
{
    public Option<string?> Rules { get; } = new("--rules")
    {
        Description = "File with zones, tripwires, ground and filters, in the words of cameras.yaml, for all that rules can do.",
        HelpName = "FILE",
    };

    public Option<string[]> Zone { get; } = new("--zone")
    {
        Description = "Tell who enters and leaves an area: NAME=x,y,x,y,x,y,... in shares of the frame, 0 to 1 from the top left. May be repeated.",
        HelpName = "AREA",
    };

    public Option<string[]> Tripwire { get; } = new("--tripwire")
    {
        Description = "Tell who crosses a line, and count both ways: NAME=x,y,x,y. In is from left to right, seen from the first point to the second. May be repeated.",
        HelpName = "LINE",
    };

    public Option[] All => [Rules, Zone, Tripwire];

    /// <summary>What was asked for.</summary>
    /// <exception cref="VideoDynException">A file or a value is wrong (kind Configuration).</exception>
    public EventOptions Read(ParseResult parsed)
    {
        EventOptions options = parsed.GetValue(Rules) is { } file ? RulesFile.Read(file) : EventOptions.Default;
        ZoneRule[] zones = [.. (parsed.GetValue(Zone) ?? []).Select(ReadZone)];
        TripwireRule[] wires = [.. (parsed.GetValue(Tripwire) ?? []).Select(ReadTripwire)];
        return zones.Length + wires.Length == 0 ? options : options with
        {
            Rules = options.Rules with { Zones = [.. options.Rules.Zones, .. zones], Tripwires = [.. options.Rules.Tripwires, .. wires] },
        };
    }

    private static ZoneRule ReadZone(string text)
    {
        (string name, Vector2[] points) = Parse("--zone", text, "NAME=x,y,x,y,x,y with at least three corners");
        return ShapeCheck.ProblemOfPolygon(points) is { } problem ? throw Wrong("--zone", text, problem) : new ZoneRule { Name = name, Corners = points };
    }

    private static TripwireRule ReadTripwire(string text)
    {
        (string name, Vector2[] points) = Parse("--tripwire", text, "NAME=x,y,x,y with two points");
        if (points.Length != 2)
            throw Wrong("--tripwire", text, $"found {points.Length} points, expected 2");
        return ShapeCheck.ProblemOfLine(points[0], points[1]) is { } problem
            ? throw Wrong("--tripwire", text, problem)
            : new TripwireRule { Name = name, From = points[0], To = points[1] };
    }

    private static (string Name, Vector2[] Points) Parse(string option, string text, string expected)
    {
        int end = text.IndexOf('=');
        string[] parts = text[(end + 1)..].Split([',', ' '], StringSplitOptions.RemoveEmptyEntries);
        float[] numbers = [.. parts.Select(part => float.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out float number) ? number : float.NaN)];
        if (end < 1 || numbers.Length == 0 || numbers.Length % 2 != 0 || !numbers.All(float.IsFinite))
            throw Wrong(option, text, $"expected {expected}");
        return (text[..end], [.. numbers.Chunk(2).Select(pair => new Vector2(pair[0], pair[1]))]);
    }

    private static VideoDynException Wrong(string option, string text, string problem) => VideoDynException.Configuration($"{option} is '{text}': {problem}");
}
