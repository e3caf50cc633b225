using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Builds the surface of a person: a skeleton of frames, tapered limbs, body rings, head with hair, clothes, luggage.</summary>
internal static class Person
{
    /// <summary>Height of the pelvis of a person of average height who stands upright.</summary>
    public const float PelvisHeight = 0.95f;

    private const float Thigh = 0.43f;
    private const float Shin = 0.42f;
    private const float Sole = 0.075f;

    /// <summary>Builds someone.</summary>
    /// <param name="mesh">Receives the surface in world coordinates.</param>
    /// <param name="look">Who.</param>
    /// <param name="pose">How.</param>
    /// <param name="ground">Place on the ground and heading.</param>
    /// <param name="seated">Height of the pelvis when something carries it; null when the feet do.</param>
    public static void Build(Mesh mesh, Look look, in Pose pose, in Frame3 ground, float? seated = null)
    {
        float scale = look.Height / 1.74f;
        var body = new Scaled(mesh, look, scale);
        Frame3 root = ground.Pitched(-pose.Tilt).Rolled(pose.SideTilt);
        float height = seated ?? (Reach(pose, root, scale) + pose.Lift);
        root = root with { Origin = ground.Origin + new Vec3(0, 0, height) };
        Frame3 chest = Torso.Build(body, root, pose);
        Head.Build(body, chest, pose);
        Limbs.Leg(body, root, -1, pose.LeftHip, pose.LeftKnee, pose.LegSpread);
        Limbs.Leg(body, root, 1, pose.RightHip, pose.RightKnee, pose.LegSpread);
        Limbs.Arm(body, chest, -1, pose.LeftShoulder, pose.LeftSpread, pose.LeftElbow);
        Limbs.Arm(body, chest, 1, pose.RightShoulder, pose.RightSpread, pose.RightElbow);
        Carried.Build(body, chest, root);
    }

    /// <summary>Pelvis height at which the lowest part of the body touches the ground.</summary>
    private static float Reach(in Pose pose, in Frame3 root, float scale)
    {
        Frame3 origin = root with { Origin = default };
        float low = Math.Min(Foot(pose.LeftHip, pose.LeftKnee, origin), Foot(pose.RightHip, pose.RightKnee, origin));
        // Lying or crouching, the pelvis or the shoulders carry.
        float shoulders = origin.Direction(new Vec3(0, 0, 0.5f)).Z - 0.12f;
        low = Math.Min(low, Math.Min(shoulders, -0.11f));
        return -low * scale;
    }

    private static float Foot(float hip, float knee, in Frame3 root)
    {
        Frame3 thigh = root.Pitched(hip);
        Frame3 shin = thigh.Shifted(new Vec3(0, 0, -Thigh)).Pitched(-knee);
        return Math.Min(shin.Point(new Vec3(0, 0, -Shin)).Z - Sole, shin.Origin.Z - 0.06f);
    }
}
