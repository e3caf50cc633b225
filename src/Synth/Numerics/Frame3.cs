namespace VideoDyn.Synth.Numerics;

/// <summary>A place and an orientation: three unit axes and an origin, in the coordinates of the parent.</summary>
/// <param name="X">To the right.</param>
/// <param name="Y">Forwards.</param>
/// <param name="Z">Upwards.</param>
/// <param name="Origin">The place.</param>
internal readonly record struct Frame3(Vec3 X, Vec3 Y, Vec3 Z, Vec3 Origin)
{
    /// <summary>At the origin, unturned.</summary>
    public static Frame3 Identity => new(new Vec3(1, 0, 0), new Vec3(0, 1, 0), new Vec3(0, 0, 1), default);

    /// <summary>On the ground, facing a heading (radians, counter-clockwise from the x axis).</summary>
    public static Frame3 OnGround(float x, float y, float heading, float z = 0)
    {
        float c = Trigonometry.Cos(heading), s = Trigonometry.Sin(heading);
        return new Frame3(new Vec3(s, -c, 0), new Vec3(c, s, 0), Vec3.Up, new Vec3(x, y, z));
    }

    /// <summary>A point of this frame in the parent's coordinates.</summary>
    public Vec3 Point(Vec3 local) => Origin + Direction(local);

    /// <summary>A direction of this frame in the parent's coordinates.</summary>
    public Vec3 Direction(Vec3 local) => (X * local.X) + (Y * local.Y) + (Z * local.Z);

    /// <summary>Moved along its own axes.</summary>
    public Frame3 Shifted(Vec3 local) => this with { Origin = Point(local) };

    /// <summary>Turned around its x axis: positive swings what hangs down forwards.</summary>
    public Frame3 Pitched(float angle)
    {
        float c = Trigonometry.Cos(angle), s = Trigonometry.Sin(angle);
        return this with { Y = (Y * c) + (Z * s), Z = (Z * c) - (Y * s) };
    }

    /// <summary>Turned around its y axis: positive swings what hangs down to the left.</summary>
    public Frame3 Rolled(float angle)
    {
        float c = Trigonometry.Cos(angle), s = Trigonometry.Sin(angle);
        return this with { X = (X * c) - (Z * s), Z = (Z * c) + (X * s) };
    }

    /// <summary>Turned around its z axis, to the left.</summary>
    public Frame3 Yawed(float angle)
    {
        float c = Trigonometry.Cos(angle), s = Trigonometry.Sin(angle);
        return this with { X = (X * c) + (Y * s), Y = (Y * c) - (X * s) };
    }
}
