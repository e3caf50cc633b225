using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>A tree: a trunk, and leaves as small quadrilaterals in balls of foliage that the wind moves.</summary>
/// <param name="X">Place on the ground.</param>
/// <param name="Y">Place on the ground.</param>
/// <param name="Height">Metres.</param>
/// <param name="Leaves">How many.</param>
/// <param name="Seed">Changes the shape.</param>
internal sealed record Tree(float X, float Y, float Height, int Leaves, int Seed)
{
    /// <summary>Adds the trunk.</summary>
    public void Trunk(Mesh mesh)
    {
        Paint bark = Paint.Of(84, 72, 60);
        ReadOnlySpan<Ring> rings =
        [
            Section(0, 0.17f, bark), Section(0.3f, 0.13f, bark), Section(Height * 0.35f, 0.1f, bark), Section(Height * 0.7f, 0.05f, bark),
        ];
        Loft.Skin(mesh, rings, 9, 0.2f, Seed);
    }

    /// <summary>Adds the leaves as the wind bends them.</summary>
    /// <param name="mesh">Receives them.</param>
    /// <param name="time">Seconds; the same time gives the same leaves.</param>
    /// <param name="wind">0 still, 1 fresh.</param>
    public void Foliage(Mesh mesh, float time, float wind)
    {
        var dice = Dice.For(Seed, 40);
        const int balls = 9;
        Span<Vec3> middles = stackalloc Vec3[balls];
        for (int i = 0; i < balls; i++)
        {
            float angle = dice.Between(0, 6.28f), away = Height * dice.Between(0.02f, 0.2f);
            middles[i] = new Vec3(Trigonometry.Cos(angle) * away, Trigonometry.Sin(angle) * away, Height * dice.Between(0.48f, 0.88f));
        }

        float sway = wind * ((0.05f * Trigonometry.Sin((time * 1.3f) + Seed)) + (0.03f * Trigonometry.Sin((time * 2.9f) + (Seed * 2))));
        for (int leaf = 0; leaf < Leaves; leaf++)
        {
            Vec3 middle = middles[leaf % balls];
            Vec3 outwards = new Vec3(dice.Between(-1, 1), dice.Between(-1, 1), dice.Between(-0.8f, 1)).Normalized();
            float radius = Height * 0.19f * MathF.Sqrt(dice.Unit());
            Vec3 place = middle + (outwards * radius);
            float flutter = wind * 0.05f * Trigonometry.Sin((time * dice.Between(4, 9)) + dice.Between(0, 6.28f));
            place += new Vec3((sway * place.Z) + flutter, flutter * 0.7f, flutter * 0.5f);
            float inside = radius / (Height * 0.19f);
            Paint green = Paint.Of(70 + dice.Below(34), 92 + dice.Below(32), 40 + dice.Below(18)).Times(0.55f + (0.55f * inside));
            Vec3 across = new Vec3(dice.Between(-1, 1), dice.Between(-1, 1), dice.Between(-1, 1)).Normalized();
            float size = Height * dice.Between(0.012f, 0.024f);
            Vec3 u = across * size, v = Vec3.Cross(across, outwards).Normalized() * size;
            Vec3 at = new Vec3(X, Y, 0) + place, normal = (outwards + new Vec3(0, 0, 0.35f)).Normalized();
            int a = mesh.Point(at - u, normal, green, 0.35f + (0.65f * inside)), b = mesh.Point(at - v, normal, green, 0.35f + (0.65f * inside));
            int c = mesh.Point(at + u, normal, green, 0.35f + (0.65f * inside)), d = mesh.Point(at + v, normal, green, 0.35f + (0.65f * inside));
            mesh.Triangle(a, b, c);
            mesh.Triangle(a, c, d);
        }
    }

    private Ring Section(float z, float radius, in Paint paint) =>
        new(Frame3.Identity with { Origin = new Vec3(X, Y, z) }, radius * Height / 6, radius * Height / 6, paint, 0.85f);
}
