using System.Numerics;

namespace VideoDyn.Events.Rules.Definitions;

/// <summary>Four points on the ground, in the picture and in metres: what speeds are computed from.</summary>
/// <param name="Picture">The points in shares of the picture, 0..1 from the top left.</param>
/// <param name="Metres">The same points on the ground, in metres to the right and ahead of any origin.</param>
public sealed record GroundPoints(IReadOnlyList<Vector2> Picture, IReadOnlyList<Vector2> Metres);
