using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Hips, waist, chest and shoulders, with coat or skirt.</summary>
internal static class Torso
{
    /// <summary>Builds the body.</summary>
    /// <returns>The frame of the upper body, with its origin between the shoulders.</returns>
    public static Frame3 Build(in Scaled body, in Frame3 root, in Pose pose)
    {
        Look look = body.Look;
        Frame3 waist = root.Shifted(body.At(0, 0, 0.13f)).Pitched(-pose.Lean * 0.5f).Yawed(pose.Twist * 0.5f);
        Frame3 ribs = waist.Shifted(body.At(0, 0, 0.16f)).Pitched(-pose.Lean * 0.5f).Yawed(pose.Twist * 0.5f);
        Frame3 shoulders = ribs.Shifted(body.At(0, 0, 0.19f));
        float thick = look.Coat ? 1.1f : 1;
        Paint top = look.Top, hem = look.Coat ? top : look.Bottom;
        ReadOnlySpan<Ring> rings =
        [
            Ring(body, root, 0, -0.1f, 0.1f * thick, 0.085f * thick, hem, 0.55f),
            Ring(body, root, -0.01f, -0.05f, 0.165f * thick, 0.12f * thick, hem, 0.7f),
            Ring(body, root, -0.005f, 0.02f, 0.172f * thick, 0.122f * thick, hem, 0.85f),
            Ring(body, root, 0, 0.055f, 0.165f * thick, 0.116f * thick, hem, 0.85f),
            Ring(body, root, 0, 0.06f, 0.17f * thick, 0.12f * thick, top, 0.75f),
            Ring(body, waist, 0, 0.02f, 0.152f * thick, 0.108f * thick, top, 0.9f),
            Ring(body, ribs, 0.01f, 0, 0.17f * thick, 0.122f * thick, top, 1),
            Ring(body, ribs, 0.012f, 0.1f, 0.188f * thick, 0.13f * thick, top, 1),
            Ring(body, shoulders, 0, -0.03f, 0.19f * thick, 0.118f * thick, top, 1),
            Ring(body, shoulders, -0.01f, 0.025f, 0.165f, 0.1f, top, 1),
            Ring(body, shoulders, -0.015f, 0.06f, 0.1f, 0.075f, top, 1),
            Ring(body, shoulders, -0.015f, 0.075f, 0.06f, 0.058f, top, 0.8f),
        ];
        Loft.Skin(body.Mesh, rings, 14, 0.1f, 3);
        if (look.Coat)
            Skirt(body, root, -0.42f, 0.175f, 0.2f, look.Top, pose);
        else if (look.Skirt)
            Skirt(body, root, -0.48f, 0.172f, 0.24f, look.Bottom, pose);
        return shoulders;
    }

    // Cloth follows the thigh that is farther forward.
    private static void Skirt(in Scaled body, in Frame3 root, float length, float from, float to, in Paint paint, in Pose pose)
    {
        float swing = (pose.LeftHip + pose.RightHip) / 2, open = Math.Abs(pose.LeftHip - pose.RightHip);
        Frame3 hanging = root.Pitched(Math.Clamp(swing, -0.3f, 1.5f));
        ReadOnlySpan<Ring> rings =
        [
            Ring(body, root, 0, 0.05f, from, from * 0.74f, paint, 0.9f),
            Ring(body, hanging, 0, length * 0.4f, (from + to) / 2, ((from + to) / 2 * 0.74f) + (0.06f * open), paint, 0.85f),
            Ring(body, hanging, 0, length, to, (to * 0.74f) + (0.14f * open), paint, 0.75f),
        ];
        Loft.Skin(body.Mesh, rings, 14, 0.14f, 5);
    }

    private static Ring Ring(in Scaled body, in Frame3 at, float y, float z, float rx, float ry, in Paint paint, float openness) =>
        new(at.Shifted(body.At(0, y, z)), body.Wide(rx), body.Wide(ry), paint, openness);
}
