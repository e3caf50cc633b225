using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops;

/// <summary>The standing scenery of a scene: ground, boxes, and meshes baked into the picture.</summary>
/// <param name="Ground">Texture of the plane z = 0.</param>
/// <param name="Boxes">Houses, walls, shelves, benches.</param>
/// <param name="Props">Trees, lamp posts, parked cars: meshes in world coordinates.</param>
/// <param name="Indoors">No sky and no shadow rays.</param>
/// <param name="Seed">Changes the clouds.</param>
internal sealed record Set(Material Ground, IReadOnlyList<Box> Boxes, IReadOnlyList<Mesh> Props, bool Indoors, int Seed)
{
    /// <summary>Whether the sun reaches a point.</summary>
    public bool IsSunny(Vec3 point, Vec3 toSun)
    {
        if (Indoors)
            return true;
        var inverse = new Vec3(Inverse(toSun.X), Inverse(toSun.Y), Inverse(toSun.Z));
        foreach (Box box in Boxes)
        {
            if (box.Meet(point + (toSun * 0.01f), inverse, out _) < float.PositiveInfinity)
                return false;
        }

        return true;
    }

    public static float Inverse(float value) => 1 / (Math.Abs(value) < 1e-9f ? 1e-9f : value);
}
