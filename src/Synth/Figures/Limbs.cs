using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Legs with shoes, arms with hands.</summary>
internal static class Limbs
{
    /// <summary>Builds a leg.</summary>
    /// <param name="body">Whose.</param>
    /// <param name="root">Frame of the pelvis.</param>
    /// <param name="side">-1 left, 1 right.</param>
    /// <param name="hip">Forwards.</param>
    /// <param name="knee">Bent.</param>
    /// <param name="spread">Outwards.</param>
    public static void Leg(in Scaled body, in Frame3 root, int side, float hip, float knee, float spread)
    {
        Look look = body.Look;
        Paint cloth = look.Bottom, shin = look.Skirt ? look.Skin : cloth;
        Frame3 thigh = root.Shifted(body.At(side * 0.088f, 0, -0.02f)).Rolled(-side * spread).Pitched(hip);
        Loft.Limb(body.Mesh, thigh, body.Of(0.41f), body.Wide(0.092f), body.Wide(0.082f), body.Wide(0.06f), cloth, 10, 0.8f, 0.08f);
        Frame3 lower = thigh.Shifted(new Vec3(0, 0, -body.Of(0.41f))).Pitched(-knee);
        float cuff = look.Skirt ? 0.038f : 0.055f;
        Loft.Limb(body.Mesh, lower, body.Of(0.4f), body.Wide(0.061f), body.Wide(look.Skirt ? 0.052f : 0.06f), body.Wide(cuff), shin, 10, 0.85f, look.Skirt ? 0 : 0.1f);
        // The sole stays nearly level while the leg swings.
        float pitch = hip - knee;
        Frame3 foot = lower.Shifted(new Vec3(0, 0, -body.Of(0.41f))).Pitched(-pitch * 0.65f);
        Paint shoe = look.Shoes;
        ReadOnlySpan<Ring> rings =
        [
            Across(body, foot, -0.075f, 0, 0.026f, 0.03f, shoe, 0.6f),
            Across(body, foot, -0.055f, 0.005f, 0.038f, 0.05f, shoe, 0.7f),
            Across(body, foot, 0.0f, 0.008f, 0.042f, 0.056f, shoe, 0.8f),
            Across(body, foot, 0.08f, -0.012f, 0.047f, 0.038f, shoe, 0.8f),
            Across(body, foot, 0.15f, -0.022f, 0.045f, 0.028f, shoe, 0.8f),
            Across(body, foot, 0.185f, -0.03f, 0.026f, 0.018f, shoe, 0.7f),
        ];
        Loft.Skin(body.Mesh, rings, 8);
    }

    /// <summary>Builds an arm.</summary>
    /// <param name="body">Whose.</param>
    /// <param name="shoulders">Frame of the upper body.</param>
    /// <param name="side">-1 left, 1 right.</param>
    /// <param name="pitch">Forwards.</param>
    /// <param name="spread">Outwards.</param>
    /// <param name="elbow">Bent.</param>
    public static void Arm(in Scaled body, in Frame3 shoulders, int side, float pitch, float spread, float elbow)
    {
        Look look = body.Look;
        float thick = look.Coat ? 1.2f : 1;
        Frame3 upper = shoulders.Shifted(body.At(side * 0.19f, -0.005f, 0)).Rolled(-side * spread).Pitched(pitch);
        Loft.Limb(body.Mesh, upper, body.Of(0.28f), body.Wide(0.056f * thick), body.Wide(0.05f * thick), body.Wide(0.041f * thick), look.Top, 9, 0.85f, 0.1f);
        Frame3 lower = upper.Shifted(new Vec3(0, 0, -body.Of(0.28f))).Pitched(elbow);
        Paint sleeve = look.ShortSleeves ? look.Skin : look.Top;
        Loft.Limb(body.Mesh, lower, body.Of(0.235f), body.Wide(0.041f * thick), body.Wide(0.039f * thick), body.Wide(0.03f), sleeve, 9, 0.9f, look.ShortSleeves ? 0 : 0.1f);
        Frame3 hand = lower.Shifted(new Vec3(0, 0, -body.Of(0.285f)));
        Loft.Ball(body.Mesh, hand, body.Of(0.022f), body.Of(0.038f), body.Of(0.062f), look.Skin, 8, 0.9f);
        if (side == 1 && look.Carries == Luggage.Bag)
            Bag(body, hand);
    }

    private static void Bag(in Scaled body, in Frame3 hand)
    {
        // A bag hangs straight down whatever the arm does.
        Frame3 hanging = Frame3.Identity with { X = hand.X, Y = hand.Y, Origin = hand.Origin };
        Vec3 along = new Vec3(hand.Y.X, hand.Y.Y, 0).Normalized();
        hanging = hanging with { X = Vec3.Cross(along, Vec3.Up), Y = along };
        Paint paint = body.Look.Luggage;
        Loft.Limb(body.Mesh, hanging.Shifted(new Vec3(0, 0, -0.03f)), 0.13f, 0.012f, 0.012f, 0.012f, paint, 6, 0.8f);
        Slab.Build(body.Mesh, hanging.Shifted(new Vec3(0, 0, -0.3f)), 0.055f, 0.17f, 0.14f, paint);
    }

    private static Ring Across(in Scaled body, in Frame3 foot, float y, float z, float rx, float rz, in Paint paint, float openness)
    {
        // The foot runs along y, so its rings stand upright.
        Frame3 upright = foot.Shifted(new Vec3(0, body.Of(y), body.Of(z))) with { Y = foot.Z, Z = foot.Y };
        return new Ring(upright, body.Of(rx), body.Of(rz), paint, openness);
    }
}
