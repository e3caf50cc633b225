using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>The vertices of one mesh on the screen: place, 1 / depth, colour in the present light.</summary>
internal sealed class Projection
{
    public Vec3[] Places = new Vec3[1024];
    public Vec3[] Colors = new Vec3[1024];

    /// <summary>The rectangle of the vertices in samples; empty when nothing is in front of the camera.</summary>
    public Rect Bounds { get; private set; }

    /// <summary>Projects and lights a mesh.</summary>
    public void Shade(Mesh mesh, View view, in Lighting light, float sunlight)
    {
        Project(mesh, view, null);
        for (int i = 0; i < mesh.PointCount; i++)
            Colors[i] = Light(mesh, i, view.Eye, light, sunlight);
    }

    /// <summary>Projects the shadow that a mesh throws on the ground.</summary>
    public void Cast(Mesh mesh, View view, Vec3 toSun) => Project(mesh, view, toSun);

    private void Project(Mesh mesh, View view, Vec3? toSun)
    {
        if (Places.Length < mesh.PointCount)
        {
            Places = new Vec3[mesh.Points.Length];
            Colors = new Vec3[mesh.Points.Length];
        }

        float left = float.MaxValue, top = float.MaxValue, right = float.MinValue, bottom = float.MinValue;
        for (int i = 0; i < mesh.PointCount; i++)
        {
            Vec3 place = mesh.Points[i];
            if (toSun is { } sun)
                place -= sun * (Math.Max(0, place.Z) / sun.Z);
            Vec3 p = Places[i] = view.Project(place);
            if (p.Z <= 0)
                continue;
            left = Math.Min(left, p.X);
            right = Math.Max(right, p.X);
            top = Math.Min(top, p.Y);
            bottom = Math.Max(bottom, p.Y);
        }

        Bounds = left > right
            ? default
            : new Rect(Whole(left), Whole(top), Whole(right) + 1, Whole(bottom) + 1);
    }

    // Far outside the picture the exact place does not matter, but it must fit an integer.
    private static int Whole(float value) => (int)MathF.Floor(Math.Clamp(value, -100_000, 100_000));

    private static Vec3 Light(Mesh mesh, int i, Vec3 eye, in Lighting light, float sunlight)
    {
        ref readonly Paint paint = ref mesh.Paints[i];
        Vec3 normal = mesh.Normals[i];
        float openness = mesh.Openness[i];
        Vec3 color = paint.Color * light.Diffuse(normal, openness, sunlight);
        if (paint.Gloss > 0)
        {
            Vec3 toEye = (eye - mesh.Points[i]).Normalized();
            float facing = Math.Max(0, Vec3.Dot(normal, toEye));
            Vec3 mirrored = (normal * (2 * facing)) - toEye;
            float edge = 1 - facing, edge2 = edge * edge;
            float share = paint.Gloss * (0.08f + (0.7f * edge2 * edge2 * edge));
            Vec3 around = mirrored.Z > 0 ? light.SkyAt(mirrored.Z) : light.Ground * 0.5f;
            float shine = Math.Max(0, Vec3.Dot(mirrored, light.ToSun));
            shine *= shine;
            shine *= shine;
            shine *= shine;
            shine *= shine * shine * shine;
            color = color + (around * (share * openness)) + (light.Sun * (shine * paint.Gloss * 0.6f * sunlight));
        }

        return color + (light.Glow * paint.Glow);
    }
}
