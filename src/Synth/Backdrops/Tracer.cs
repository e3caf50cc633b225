using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops;

/// <summary>Renders the standing scenery once: a ray per sample against ground, boxes and sky, with one ray to the sun.</summary>
internal sealed class Tracer(Set set, View view, Lighting light)
{
    private const float Far = 400;

    /// <summary>Renders all samples, row by row.</summary>
    public Layer[] Render(int columns, int rows)
    {
        var samples = new Layer[columns * rows];
        for (int y = 0; y < rows; y++)
        {
            for (int x = 0; x < columns; x++)
                samples[(y * columns) + x] = Sample(x, y);
        }

        new Baker(view, light, columns, rows).Bake(set.Props, samples);
        return samples;
    }

    private Layer Sample(int x, int y)
    {
        // A little off the grid, so that fine regular detail turns to grain instead of patterns.
        float jx = Hash.Unit(x, y, 31), jy = Hash.Unit(x, y, 32);
        Vec3 ray = view.Ray(x + 0.25f + (0.5f * jx), y + 0.25f + (0.5f * jy)).Normalized();
        var inverse = new Vec3(Set.Inverse(ray.X), Set.Inverse(ray.Y), Set.Inverse(ray.Z));
        float near = ray.Z < -1e-5f ? -view.Eye.Z / ray.Z : float.PositiveInfinity;
        Box? met = null;
        int axis = 2;
        foreach (Box box in set.Boxes)
        {
            float distance = box.Meet(view.Eye, inverse, out int side);
            if (distance < near)
                (near, met, axis) = (distance, box, side);
        }

        if (near > Far)
        {
            Vec3 sky = Sky.At(ray, light, set.Seed);
            return new Layer { R = sky.X, G = sky.Y, B = sky.Z, Ambient = 1, Distance = 1000 };
        }

        return Surface(ray, near, met, axis, jx, jy);
    }

    private Layer Surface(Vec3 ray, float distance, Box? box, int axis, float jx, float jy)
    {
        Vec3 point = view.Eye + (ray * distance);
        Vec3 normal = axis == 0 ? new Vec3(ray.X > 0 ? -1 : 1, 0, 0) : axis == 1 ? new Vec3(0, ray.Y > 0 ? -1 : 1, 0) : new Vec3(0, 0, ray.Z > 0 ? -1 : 1);
        float across = box is null ? point.X : axis == 0 ? point.Y - box.Low.Y : point.X - box.Low.X;
        float along = axis == 2 ? point.Y - (box?.Low.Y ?? 0) : point.Z - box!.Low.Z;
        float slant = Math.Max(0.05f, Math.Abs(Vec3.Dot(ray, normal)));
        var hit = new Hit(point, normal, ray, distance / view.Focal / MathF.Sqrt(slant), across, along);
        Material material = box is null ? set.Ground : axis == 2 ? box.Top : box.Sides;
        Surface surface = material.At(hit);
        Vec3 color = surface.Color;
        if (surface.Mirror > 0)
        {
            // Upright glass mirrors the sky and the houses across the street.
            Vec3 mirrored = ray - (normal * (2 * Vec3.Dot(ray, normal)));
            Vec3 around = mirrored.Z > 0.02f ? Sky.At(mirrored, light, set.Seed + 1) : new Vec3(0.22f, 0.21f, 0.2f);
            color += around * surface.Mirror;
        }

        float facing = Math.Max(0, Vec3.Dot(normal, light.ToSun));
        if (facing > 0)
        {
            Vec3 soft = (light.ToSun + new Vec3((jx - 0.5f) * 0.03f, (jy - 0.5f) * 0.03f, 0)).Normalized();
            if (!set.IsSunny(point, soft))
                facing = 0;
        }

        float ambient = surface.Openness * (0.675f + (0.325f * normal.Z)) * Openness(point, box);
        return new Layer
        {
            R = color.X,
            G = color.Y,
            B = color.Z,
            Ambient = ambient,
            Sun = facing,
            Glow = surface.Glow,
            Floor = normal.Z > 0.5f && point.Z < 0.3f ? 1 : 0,
            Distance = distance,
        };
    }

    // Corners between ground and walls see less of the sky.
    private float Openness(Vec3 point, Box? own)
    {
        float open = 1;
        foreach (Box box in set.Boxes)
        {
            if (ReferenceEquals(box, own) || box.Low.Z > point.Z + 0.5f)
                continue;
            float away = box.FootDistance(point), height = Math.Max(0, box.High.Z - point.Z);
            if (away < 3 && height > 0.02f)
                open *= 1 - (0.42f * Math.Min(1, height) * (float)Trigonometry.Exp(-away / Math.Min(0.7f, 0.25f + (0.2f * height))));
        }

        return own is null || point.Z > 3 ? open : open * (0.72f + (0.28f * Noise.Step(0, 1.2f, point.Z - own.Low.Z)));
    }
}
