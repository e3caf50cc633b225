namespace VideoDyn.Synth.Truth;

/// <summary>What a rule watches for.</summary>
public enum RuleKind
{
    /// <summary>Objects whose point is inside a polygon.</summary>
    Zone,

    /// <summary>Objects whose point crosses a line.</summary>
    Tripwire,
}

/// <summary>A rule of a scene, in coordinates that run from 0 to 1 over the picture.</summary>
/// <param name="Name">Name in events.</param>
/// <param name="Kind">Zone or tripwire.</param>
/// <param name="Points">Corners of the polygon, or first and second point of the line.</param>
/// <param name="Dwell">Seconds inside after which a dwell event is due; 0 for none.</param>
/// <param name="Loiter">Seconds inside after which a person loiters; 0 for never.</param>
public sealed record Rule(string Name, RuleKind Kind, IReadOnlyList<(double X, double Y)> Points, double Dwell = 0, double Loiter = 0);
