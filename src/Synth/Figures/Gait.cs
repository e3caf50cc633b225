using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Figures;

/// <summary>Poses of people who walk, run or stand, from the way they have gone.</summary>
internal static class Gait
{
    /// <summary>Length of two steps in metres at a speed in metres per second.</summary>
    public static float Stride(float speed) => 2 * (speed > 2.2f ? 0.45f + (0.25f * speed) : 0.25f + (0.4f * speed));

    /// <summary>The pose in the course of a cycle of two steps.</summary>
    /// <param name="phase">Angle in the cycle, in radians.</param>
    /// <param name="speed">Metres per second; slower than a slow walk fades into standing.</param>
    public static Pose Move(float phase, float speed)
    {
        float going = Noise.Step(0.05f, 0.7f, speed), running = Noise.Step(2f, 2.6f, speed);
        float swing = going * (0.40f + (0.06f * Math.Min(1, speed - 1)) + (0.3f * running));
        float bend = going * (0.95f + (0.6f * running));
        float arm = going * (0.36f + (0.35f * running)), elbow = 0.22f + (1.25f * running);
        float s = Trigonometry.Sin(phase), c = Trigonometry.Cos(phase);
        return new Pose
        {
            LeftHip = (swing * s) + (0.06f * going),
            RightHip = (-swing * s) + (0.06f * going),
            LeftKnee = 0.06f + (0.1f * going) + (bend * Square(Math.Max(0, Trigonometry.Cos(phase + 0.35f)))),
            RightKnee = 0.06f + (0.1f * going) + (bend * Square(Math.Max(0, -Trigonometry.Cos(phase + 0.35f)))),
            LeftShoulder = -arm * s,
            RightShoulder = arm * s,
            LeftElbow = elbow + (0.12f * Math.Max(0, -s) * going),
            RightElbow = elbow + (0.12f * Math.Max(0, s) * going),
            LeftSpread = 0.09f,
            RightSpread = 0.09f,
            LegSpread = 0.03f,
            Lean = 0.03f + (0.03f * going) + (0.1f * running),
            Twist = 0.08f * going * s,
            SideTilt = 0.025f * going * c,
        };
    }

    /// <summary>Standing about: shifting weight, looking around, holding a phone or crossing arms.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="habit">0..1: what this person does while standing.</param>
    public static Pose Stand(float time, float habit)
    {
        float sway = Trigonometry.Sin((time * 0.7f) + (habit * 40));
        float glance = Trigonometry.Sin((time * 0.43f) + (habit * 70));
        Pose pose = Move(0, 0);
        pose.SideTilt = 0.03f * sway;
        pose.LeftKnee += 0.08f * Math.Max(0, sway);
        pose.RightKnee += 0.08f * Math.Max(0, -sway);
        pose.HeadTurn = 0.6f * glance * glance * glance;
        pose.LegSpread = 0.09f;
        pose.LeftHip += 0.14f;
        pose.RightHip -= 0.1f;
        if (habit < 0.35f)
        {
            (pose.RightShoulder, pose.RightElbow) = (0.5f, 1.75f);
            pose.HeadPitch = 0.35f;
            pose.HeadTurn *= 0.3f;
        }
        else if (habit < 0.55f)
        {
            (pose.LeftShoulder, pose.LeftElbow) = (0.35f, 1.6f);
            (pose.RightShoulder, pose.RightElbow) = (0.35f, 1.6f);
        }

        return pose;
    }

    /// <summary>Sitting on a bicycle and pedalling.</summary>
    public static Pose Pedal(float phase)
    {
        float s = Trigonometry.Sin(phase), c = Trigonometry.Cos(phase);
        return new Pose
        {
            LeftHip = 0.75f + (0.32f * s),
            RightHip = 0.75f - (0.32f * s),
            LeftKnee = 1.05f + (0.38f * s) - (0.1f * c),
            RightKnee = 1.05f - (0.38f * s) + (0.1f * c),
            LeftShoulder = 1.05f,
            RightShoulder = 1.05f,
            LeftElbow = 0.3f,
            RightElbow = 0.3f,
            LeftSpread = 0.12f,
            RightSpread = 0.12f,
            Lean = 0.32f,
            HeadPitch = -0.25f,
            LegSpread = 0.02f,
        };
    }

    private static float Square(float value) => value * value;
}
