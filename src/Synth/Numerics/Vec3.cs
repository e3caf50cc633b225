namespace VideoDyn.Synth.Numerics;

/// <summary>
/// A point, direction or linear colour. Plain float arithmetic in a fixed order: the library's own vectors may sum in
/// another order on other instruction sets, and the pictures must be the same everywhere.
/// </summary>
internal readonly struct Vec3(float x, float y, float z)
{
    public readonly float X = x;
    public readonly float Y = y;
    public readonly float Z = z;

    public static Vec3 Zero => default;

    public static Vec3 Up => new(0, 0, 1);

    public static Vec3 One => new(1, 1, 1);

    public float LengthSquared => (X * X) + (Y * Y) + (Z * Z);

    public float Length => MathF.Sqrt(LengthSquared);

    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vec3 operator -(Vec3 a) => new(-a.X, -a.Y, -a.Z);

    public static Vec3 operator *(Vec3 a, float s) => new(a.X * s, a.Y * s, a.Z * s);

    public static Vec3 operator *(Vec3 a, Vec3 b) => new(a.X * b.X, a.Y * b.Y, a.Z * b.Z);

    public static float Dot(Vec3 a, Vec3 b) => (a.X * b.X) + (a.Y * b.Y) + (a.Z * b.Z);

    public static Vec3 Cross(Vec3 a, Vec3 b) =>
        new((a.Y * b.Z) - (a.Z * b.Y), (a.Z * b.X) - (a.X * b.Z), (a.X * b.Y) - (a.Y * b.X));

    public static Vec3 Lerp(Vec3 a, Vec3 b, float t) => a + ((b - a) * t);

    /// <summary>The direction, or straight up for a vector without one.</summary>
    public Vec3 Normalized()
    {
        float length = Length;
        return length > 1e-12f ? this * (1 / length) : Up;
    }
}
