namespace VideoDyn.Events.Rules;

/// <summary>How an object moves on the ground.</summary>
/// <param name="SpeedKmh">Speed in kilometres per hour.</param>
/// <param name="Heading">Degrees clockwise from "ahead" of the ground points, 0 to 360; meaningless at rest.</param>
public readonly record struct GroundMotion(double SpeedKmh, double Heading);
