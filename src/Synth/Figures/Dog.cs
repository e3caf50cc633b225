using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Builds a dog that walks or trots.</summary>
internal static class Dog
{
    private static readonly Paint[] s_coats =
        [Paint.Of(120, 84, 50), Paint.Of(44, 38, 34), Paint.Of(186, 160, 120), Paint.Of(92, 78, 66), Paint.Of(206, 196, 182)];

    public static Paint Coat(Dice dice) => dice.Pick(s_coats);

    /// <summary>Builds one.</summary>
    /// <param name="mesh">Receives the surface in world coordinates.</param>
    /// <param name="coat">Colour.</param>
    /// <param name="size">Height of the back in metres.</param>
    /// <param name="phase">Angle in the cycle of steps.</param>
    /// <param name="speed">Metres per second.</param>
    /// <param name="ground">Place and heading.</param>
    public static void Build(Mesh mesh, in Paint coat, float size, float phase, float speed, in Frame3 ground)
    {
        float s = size / 0.55f, swing = 0.5f * Noise.Step(0.1f, 1, speed);
        Frame3 back = ground.Shifted(new Vec3(0, 0, size * 0.86f));
        ReadOnlySpan<Ring> trunk =
        [
            Section(back, -0.38f, 0.02f, 0.06f, s, coat), Section(back, -0.32f, -0.01f, 0.125f, s, coat), Section(back, -0.12f, -0.03f, 0.135f, s, coat),
            Section(back, 0.12f, -0.05f, 0.155f, s, coat), Section(back, 0.28f, -0.03f, 0.14f, s, coat), Section(back, 0.36f, 0.04f, 0.07f, s, coat),
        ];
        Loft.Skin(mesh, trunk, 10, 0.12f, 21);
        ReadOnlySpan<Ring> neck =
        [
            Section(back, 0.28f, 0.03f, 0.1f, s, coat), Section(back, 0.38f, 0.15f, 0.08f, s, coat), Section(back, 0.46f, 0.24f, 0.075f, s, coat),
        ];
        Loft.Skin(mesh, neck, 8, 0.1f, 22);
        Head(mesh, back, s, coat);
        float wag = 0.3f * Trigonometry.Sin(phase * 2);
        Frame3 tail = back.Shifted(new Vec3(0, -0.35f * s, 0.04f * s)).Yawed(wag).Pitched(-2.2f);
        Loft.Limb(mesh, tail, 0.28f * s, 0.03f * s, 0.028f * s, 0.012f * s, coat, 6);
        for (int leg = 0; leg < 4; leg++)
        {
            bool front = leg < 2;
            int side = (leg & 1) == 0 ? -1 : 1;
            float turn = phase + (front == (side == 1) ? 0 : Trigonometry.Pi);
            float hip = swing * Trigonometry.Sin(turn), bend = swing * 0.9f * Math.Max(0, Trigonometry.Cos(turn));
            Frame3 upper = back.Shifted(new Vec3(side * 0.075f * s, (front ? 0.24f : -0.28f) * s, -0.06f * s)).Pitched(hip + (front ? 0 : 0.15f));
            Loft.Limb(mesh, upper, 0.2f * s, 0.075f * s, 0.062f * s, 0.042f * s, coat, 7, 0.8f);
            Frame3 lower = upper.Shifted(new Vec3(0, 0, -0.2f * s)).Pitched(-bend - (front ? 0 : 0.25f));
            Loft.Limb(mesh, lower, 0.19f * s, 0.042f * s, 0.033f * s, 0.033f * s, coat.Times(0.9f), 7, 0.8f);
        }
    }

    private static void Head(Mesh mesh, in Frame3 back, float s, in Paint coat)
    {
        Frame3 skull = back.Shifted(new Vec3(0, 0.5f * s, 0.28f * s));
        Loft.Ball(mesh, skull, 0.075f * s, 0.09f * s, 0.075f * s, coat, 8);
        ReadOnlySpan<Ring> snout =
        [
            Section(skull, 0.05f, -0.01f, 0.055f, s, coat), Section(skull, 0.13f, -0.03f, 0.04f, s, coat), Section(skull, 0.18f, -0.03f, 0.03f, s, coat.Times(0.5f)),
            Section(skull, 0.2f, -0.025f, 0.015f, s, Paint.Of(20, 18, 18)),
        ];
        Loft.Skin(mesh, snout, 8);
        for (int side = -1; side <= 1; side += 2)
        {
            Frame3 ear = skull.Shifted(new Vec3(side * 0.06f * s, -0.03f * s, 0.07f * s)).Rolled(side * -0.3f);
            Loft.Ball(mesh, ear, 0.015f * s, 0.03f * s, 0.055f * s, coat.Times(0.7f), 6);
            Loft.Ball(mesh, skull.Shifted(new Vec3(side * 0.035f * s, 0.07f * s, 0.03f * s)), 0.012f * s, 0.01f * s, 0.012f * s, Paint.Of(16, 14, 14), 6);
        }
    }

    private static Ring Section(in Frame3 at, float y, float z, float radius, float s, in Paint paint)
    {
        Frame3 upright = at.Shifted(new Vec3(0, y * s, z * s)) with { Y = at.Z, Z = at.Y };
        return new Ring(upright, radius * s * 0.85f, radius * s, paint, 0.9f);
    }
}
