namespace VideoDyn.Synth.Figures;

/// <summary>
/// Joint angles in radians. Positive pitch swings a limb forwards; a knee and an elbow bend by positive angles; positive
/// lean is forwards; positive spread is away from the body.
/// </summary>
internal struct Pose
{
    public float LeftHip;
    public float RightHip;
    public float LeftKnee;
    public float RightKnee;
    public float LegSpread;
    public float LeftShoulder;
    public float RightShoulder;
    public float LeftSpread;
    public float RightSpread;
    public float LeftElbow;
    public float RightElbow;

    /// <summary>Whole body from the pelvis, forwards.</summary>
    public float Tilt;

    /// <summary>Whole body from the pelvis, to the right.</summary>
    public float SideTilt;

    /// <summary>Upper body, forwards.</summary>
    public float Lean;

    /// <summary>Upper body around its axis, to the left.</summary>
    public float Twist;

    public float HeadPitch;
    public float HeadTurn;

    /// <summary>Lifts the body off the ground, e.g. onto a saddle or a chair, in metres; feet touch the ground at 0.</summary>
    public float Lift;

    /// <summary>Part of the way from one pose to another, 0..1.</summary>
    public static Pose Mix(in Pose a, in Pose b, float t) => new()
    {
        LeftHip = Mix(a.LeftHip, b.LeftHip, t),
        RightHip = Mix(a.RightHip, b.RightHip, t),
        LeftKnee = Mix(a.LeftKnee, b.LeftKnee, t),
        RightKnee = Mix(a.RightKnee, b.RightKnee, t),
        LegSpread = Mix(a.LegSpread, b.LegSpread, t),
        LeftShoulder = Mix(a.LeftShoulder, b.LeftShoulder, t),
        RightShoulder = Mix(a.RightShoulder, b.RightShoulder, t),
        LeftSpread = Mix(a.LeftSpread, b.LeftSpread, t),
        RightSpread = Mix(a.RightSpread, b.RightSpread, t),
        LeftElbow = Mix(a.LeftElbow, b.LeftElbow, t),
        RightElbow = Mix(a.RightElbow, b.RightElbow, t),
        Tilt = Mix(a.Tilt, b.Tilt, t),
        SideTilt = Mix(a.SideTilt, b.SideTilt, t),
        Lean = Mix(a.Lean, b.Lean, t),
        Twist = Mix(a.Twist, b.Twist, t),
        HeadPitch = Mix(a.HeadPitch, b.HeadPitch, t),
        HeadTurn = Mix(a.HeadTurn, b.HeadTurn, t),
        Lift = Mix(a.Lift, b.Lift, t),
    };

    private static float Mix(float a, float b, float t) => a + ((b - a) * t);
}
