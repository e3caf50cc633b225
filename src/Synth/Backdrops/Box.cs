using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops;

/// <summary>A block of standing scenery with upright sides: a house, a bench, a shelf.</summary>
/// <param name="Low">Corner with the least coordinates.</param>
/// <param name="High">Corner with the greatest.</param>
/// <param name="Sides">Texture of the sides.</param>
/// <param name="Top">Texture of the top (and bottom).</param>
internal sealed record Box(Vec3 Low, Vec3 High, Material Sides, Material Top)
{
    /// <summary>Distance along a ray to the outside of the box, or infinity.</summary>
    public float Meet(Vec3 eye, Vec3 inverse, out int axis)
    {
        axis = 0;
        float x1 = (Low.X - eye.X) * inverse.X, x2 = (High.X - eye.X) * inverse.X;
        float y1 = (Low.Y - eye.Y) * inverse.Y, y2 = (High.Y - eye.Y) * inverse.Y;
        float z1 = (Low.Z - eye.Z) * inverse.Z, z2 = (High.Z - eye.Z) * inverse.Z;
        float nearX = Math.Min(x1, x2), nearY = Math.Min(y1, y2), nearZ = Math.Min(z1, z2);
        float near = Math.Max(nearX, Math.Max(nearY, nearZ));
        float far = Math.Min(Math.Max(x1, x2), Math.Min(Math.Max(y1, y2), Math.Max(z1, z2)));
        if (near > far || near < 1e-3f)
            return float.PositiveInfinity;
        axis = near == nearX ? 0 : near == nearY ? 1 : 2;
        return near;
    }

    /// <summary>Distance on the ground from a point to the foot of the box.</summary>
    public float FootDistance(Vec3 point)
    {
        float dx = Math.Max(0, Math.Max(Low.X - point.X, point.X - High.X));
        float dy = Math.Max(0, Math.Max(Low.Y - point.Y, point.Y - High.Y));
        return MathF.Sqrt((dx * dx) + (dy * dy));
    }
}
