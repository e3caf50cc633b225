using VideoDyn.Synth.Actions;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>Somebody in any pose: walking, standing about, stooping, waving, squatting, arms anywhere.</summary>
internal sealed class Bystander : Actor
{
    private static readonly string[] s_actions = ["walk", "walk", "walk", "pick-up", "wave", "fight", "loiter"];
    private readonly Look _look;
    private readonly Choreography _poses;
    private readonly float _since;
    private readonly float[] _habit;
    private readonly float _loose;

    public Bystander(int id, Course course, Look look, Dice dice)
        : base(id, course)
    {
        _look = look;
        _poses = new Choreography(dice.Pick(s_actions), 1.4f, dice);
        _since = dice.Between(0.2f, 1.6f) - course.Start;
        _loose = dice.Chance(0.45f) ? dice.Between(0.3f, 1) : 0.1f;
        _habit = [.. Enumerable.Range(0, 8).Select(_ => dice.Between(-1, 1))];
    }

    protected override void Build(float time, Motion motion, IStage stage)
    {
        Pose pose = _poses.At(time + _since, motion);
        float standing = 1 - Noise.Step(0.2f, 1, motion.Speed);
        pose.LeftShoulder += _loose * 1.1f * _habit[0];
        pose.RightShoulder += _loose * 1.1f * _habit[1];
        pose.LeftElbow = Math.Max(0.05f, pose.LeftElbow + (_loose * _habit[2]));
        pose.RightElbow = Math.Max(0.05f, pose.RightElbow + (_loose * _habit[3]));
        pose.LeftSpread += _loose * 0.5f * Math.Abs(_habit[4]);
        pose.Lean += _loose * 0.5f * Math.Max(0, _habit[5]);
        pose.HeadTurn += _loose * _habit[6];
        // Some squat.
        float squat = standing * _loose * Math.Max(0, _habit[7] - 0.3f);
        pose.LeftHip += 1.3f * squat;
        pose.RightHip += 1.1f * squat;
        pose.LeftKnee += 1.9f * squat;
        pose.RightKnee += 1.8f * squat;
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        Mesh mesh = stage.Fresh();
        Person.Build(mesh, _look, pose, ground);
        stage.Contact(ground, 0.34f, 0.4f, 0.55f);
        stage.Show(mesh, SceneClass.Person, Id, ground);
    }
}
