using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Neck, face, ears, hair or hat.</summary>
internal static class Head
{
    public static void Build(in Scaled body, in Frame3 shoulders, in Pose pose)
    {
        Look look = body.Look;
        Mesh mesh = body.Mesh;
        Frame3 neck = shoulders.Shifted(new Vec3(0, -body.Of(0.01f), body.Of(0.05f))).Pitched(-pose.HeadPitch * 0.5f);
        Loft.Limb(mesh, neck.Shifted(new Vec3(0, 0, body.Of(0.1f))), body.Of(0.1f), body.Of(0.05f), body.Of(0.05f), body.Of(0.056f), look.Skin, 8, 0.6f);
        Frame3 head = neck.Shifted(new Vec3(0, body.Of(0.018f), body.Of(0.195f))).Yawed(pose.HeadTurn).Pitched(-pose.HeadPitch * 0.5f);
        Paint skin = look.Skin;
        ReadOnlySpan<Ring> face =
        [
            Ring(body, head, 0.03f, -0.125f, 0.028f, 0.03f, skin.Times(0.85f), 0.6f),
            Ring(body, head, 0.018f, -0.1f, 0.05f, 0.066f, skin, 0.75f),
            Ring(body, head, 0.01f, -0.055f, 0.066f, 0.086f, skin.Times(0.97f), 0.95f),
            Ring(body, head, 0.004f, 0, 0.074f, 0.095f, skin, 1),
            Ring(body, head, 0, 0.045f, 0.074f, 0.096f, skin, 1),
            Ring(body, head, -0.004f, 0.085f, 0.062f, 0.08f, skin, 1),
            Ring(body, head, -0.006f, 0.11f, 0.03f, 0.04f, skin, 1),
        ];
        Loft.Skin(mesh, face, 12);
        Features(body, head, skin);
        if (look.Hat)
            Hat(body, head);
        else
            Hair(body, head);
    }

    private static void Features(in Scaled body, in Frame3 head, in Paint skin)
    {
        Paint dark = skin.Times(0.32f), lips = skin with { Color = skin.Color * new Vec3(0.72f, 0.48f, 0.46f) };
        for (int side = -1; side <= 1; side += 2)
        {
            Loft.Ball(body.Mesh, head.Shifted(V(body, side * 0.03f, 0.078f, 0.012f)), body.Of(0.016f), body.Of(0.013f), body.Of(0.009f), dark, 6, 0.7f);
            Loft.Ball(body.Mesh, head.Shifted(V(body, side * 0.075f, -0.005f, -0.005f)), body.Of(0.011f), body.Of(0.02f), body.Of(0.03f), skin.Times(0.9f), 6, 0.8f);
        }

        Loft.Ball(body.Mesh, head.Shifted(V(body, 0, 0.093f, -0.02f)), body.Of(0.013f), body.Of(0.016f), body.Of(0.024f), skin, 6);
        Loft.Ball(body.Mesh, head.Shifted(V(body, 0, 0.082f, -0.068f)), body.Of(0.022f), body.Of(0.01f), body.Of(0.007f), lips, 6);
    }

    private static void Hair(in Scaled body, in Frame3 head)
    {
        Paint hair = body.Look.Hair;
        Frame3 back = head.Pitched(0.42f);
        ReadOnlySpan<Ring> cap =
        [
            Ring(body, back, -0.03f, -0.02f, 0.079f, 0.082f, hair.Times(0.8f), 0.8f),
            Ring(body, back, -0.018f, 0.02f, 0.084f, 0.094f, hair, 0.95f),
            Ring(body, back, -0.012f, 0.065f, 0.082f, 0.098f, hair, 1),
            Ring(body, back, -0.012f, 0.105f, 0.064f, 0.08f, hair.Times(1.15f), 1),
            Ring(body, back, -0.012f, 0.128f, 0.03f, 0.042f, hair.Times(1.2f), 1),
        ];
        Loft.Skin(body.Mesh, cap, 12, 0.16f, 9);
        if (!body.Look.LongHair)
            return;
        ReadOnlySpan<Ring> fall =
        [
            Ring(body, head, -0.05f, 0.06f, 0.07f, 0.05f, hair, 1),
            Ring(body, head, -0.06f, -0.03f, 0.086f, 0.055f, hair, 0.95f),
            Ring(body, head, -0.07f, -0.13f, 0.088f, 0.05f, hair, 0.9f),
            Ring(body, head, -0.08f, -0.22f, 0.07f, 0.035f, hair.Times(0.9f), 0.85f),
        ];
        Loft.Skin(body.Mesh, fall, 12, 0.18f, 10);
    }

    private static void Hat(in Scaled body, in Frame3 head)
    {
        Paint cloth = body.Look.Luggage;
        ReadOnlySpan<Ring> cap =
        [
            Ring(body, head, 0, 0.035f, 0.084f, 0.105f, cloth.Times(0.8f), 0.9f),
            Ring(body, head, -0.004f, 0.08f, 0.08f, 0.1f, cloth, 1),
            Ring(body, head, -0.008f, 0.125f, 0.05f, 0.065f, cloth, 1),
        ];
        Loft.Skin(body.Mesh, cap, 12, 0.08f, 11);
        Loft.Ball(body.Mesh, head.Shifted(V(body, 0, 0.1f, 0.045f)), body.Of(0.07f), body.Of(0.06f), body.Of(0.01f), cloth.Times(0.75f), 8);
    }

    private static Vec3 V(in Scaled body, float x, float y, float z) => new(body.Of(x), body.Of(y), body.Of(z));

    private static Ring Ring(in Scaled body, in Frame3 at, float y, float z, float rx, float ry, in Paint paint, float openness) =>
        new(at.Shifted(V(body, 0, y, z)), body.Of(rx), body.Of(ry), paint, openness);
}
