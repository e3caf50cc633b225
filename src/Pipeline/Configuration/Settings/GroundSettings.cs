using System.Numerics;

namespace VideoDyn.Pipeline.Configuration.Settings;

/// <summary>Four points on the ground, in the picture and in metres, from which speeds are computed.</summary>
public sealed record GroundSettings
{
    /// <summary>The points in shares of the picture, 0..1 from the top left.</summary>
    public required ValueList<Vector2> Coordinates { get; init; }

    /// <summary>The same points on the ground, in metres to the right and ahead of any origin.</summary>
    public required ValueList<Vector2> Metres { get; init; }
}
