using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Actions;

/// <summary>The poses of an action over its time.</summary>
/// <param name="action">Which.</param>
/// <param name="length">Seconds.</param>
/// <param name="dice">Varies how it is done.</param>
internal sealed class Choreography(string action, float length, Dice dice)
{
    private readonly float _habit = dice.Between(0.56f, 1);
    private readonly float _onset = dice.Between(0.25f, 0.45f) * length;
    private readonly float _pace = dice.Between(0.85f, 1.2f);
    private readonly float _variant = dice.Unit();

    /// <summary>The pose at a time since the beginning.</summary>
    public Pose At(float time, Motion motion)
    {
        float phase = (motion.Gone / Gait.Stride(Math.Max(1.1f, motion.Speed)) * 2 * Trigonometry.Pi) + (_habit * 6);
        Pose going = Pose.Mix(Gait.Stand(time, _habit), Gait.Move(phase, motion.Speed), Noise.Step(0.05f, 0.6f, motion.Speed));
        float since = time - _onset;
        return action switch
        {
            "fall" => Pose.Mix(going, Lying(), Fallen(since / (0.75f / _pace))),
            "wave" => Wave(time, going),
            "sit-down" => Pose.Mix(going, Sitting(), Noise.Step(0, 1.1f / _pace, since)),
            "pick-up" => Pose.Mix(going, Stooping(), Noise.Step(0, 0.8f / _pace, since) * (1 - Noise.Step(1.1f / _pace, 1.9f / _pace, since))),
            "fight" => Fight(time, going),
            _ => going,
        };
    }

    // Nobody falls at an even speed: it begins slowly and ends at once.
    private static float Fallen(float share)
    {
        float t = Math.Clamp(share, 0, 1);
        return t * t * (1.6f - (0.6f * t));
    }

    private Pose Lying()
    {
        float forwards = _variant < 0.6f ? 1.5f : -1.45f;
        return new Pose
        {
            Tilt = forwards,
            SideTilt = (_variant - 0.3f) * 0.5f,
            LeftHip = 0.15f,
            RightHip = forwards > 0 ? -0.1f : 0.5f,
            LeftKnee = 0.25f,
            RightKnee = 0.6f,
            LegSpread = 0.15f,
            LeftShoulder = forwards > 0 ? 2.3f : 0.5f,
            RightShoulder = forwards > 0 ? 1.6f : 0.9f,
            LeftSpread = 0.5f,
            RightSpread = 0.7f,
            LeftElbow = 0.5f,
            RightElbow = 0.9f,
            HeadPitch = forwards > 0 ? -0.2f : 0.2f,
        };
    }

    private Pose Wave(float time, Pose pose)
    {
        float raised = Noise.Step(0, 0.5f, time - (_onset * 0.5f));
        pose.RightShoulder = (raised * 2.7f) + ((1 - raised) * pose.RightShoulder);
        pose.RightSpread = 0.1f + (0.35f * raised) + (raised * 0.3f * Trigonometry.Sin(time * 11 * _pace));
        pose.RightElbow = 0.3f + (raised * 0.35f * (1 + Trigonometry.Sin((time * 11 * _pace) + 0.8f)));
        return pose;
    }

    private Pose Sitting() => new()
    {
        LeftHip = 1.5f,
        RightHip = 1.45f,
        LeftKnee = 1.5f,
        RightKnee = 1.45f,
        LegSpread = 0.12f,
        Lean = 0.1f,
        LeftShoulder = 0.5f,
        RightShoulder = 0.5f,
        LeftElbow = 0.8f,
        RightElbow = 0.8f,
        LeftSpread = 0.1f,
        RightSpread = 0.1f,
        HeadTurn = (_variant - 0.5f) * 0.8f,
    };

    private Pose Stooping() => new()
    {
        LeftHip = 0.9f + (0.4f * _variant),
        RightHip = 0.7f + (0.4f * _variant),
        LeftKnee = 1.0f + (0.7f * _variant),
        RightKnee = 1.2f + (0.6f * _variant),
        LegSpread = 0.1f,
        Tilt = 0.35f,
        Lean = 1.0f - (0.3f * _variant),
        LeftShoulder = 0.7f,
        RightShoulder = 1.2f,
        LeftElbow = 0.3f,
        RightElbow = 0.15f,
        LeftSpread = 0.1f,
        RightSpread = 0.1f,
        HeadPitch = 0.2f,
    };

    private Pose Fight(float time, Pose pose)
    {
        float beat = time * 7 * _pace, left = Math.Max(0, Trigonometry.Sin(beat + (_variant * 6))), right = Math.Max(0, -Trigonometry.Sin((beat * 0.8f) + (_variant * 6)));
        left *= left;
        right *= right;
        pose.LeftShoulder = 0.6f + (0.95f * left);
        pose.RightShoulder = 0.6f + (0.95f * right);
        pose.LeftElbow = 1.9f - (1.7f * left);
        pose.RightElbow = 1.9f - (1.7f * right);
        pose.LeftSpread = pose.RightSpread = 0.15f;
        pose.Twist = 0.4f * (right - left);
        pose.Lean = 0.12f + (0.2f * Math.Max(left, right)) - (0.25f * Math.Max(0, Trigonometry.Sin(beat * 0.37f)));
        pose.LegSpread = 0.12f;
        pose.LeftHip = 0.3f;
        pose.RightHip = -0.25f;
        pose.LeftKnee = 0.35f + (0.15f * Trigonometry.Sin(beat));
        pose.RightKnee = 0.3f;
        return pose;
    }
}
