using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>A person on foot.</summary>
/// <param name="id">Number.</param>
/// <param name="course">When and where.</param>
/// <param name="look">How the person looks.</param>
/// <param name="habit">What the person does while standing, 0..1.</param>
internal sealed class Walker(int id, Course course, Look look, float habit) : Actor(id, course)
{
    protected override void Build(float time, Motion motion, IStage stage)
    {
        float phase = (motion.Gone / Gait.Stride(Math.Max(1.1f, motion.Speed)) * 2 * Trigonometry.Pi) + (habit * 6);
        float going = Noise.Step(0.05f, 0.6f, motion.Speed);
        Pose pose = Pose.Mix(Gait.Stand(time, habit), Gait.Move(phase, motion.Speed), going);
        if (look.Carries == Luggage.Box)
            (pose.LeftShoulder, pose.RightShoulder, pose.LeftElbow, pose.RightElbow) = (0.55f, 0.55f, 1.1f, 1.1f);
        else if (look.Carries is Luggage.Bag or Luggage.Basket)
            (pose.RightShoulder, pose.RightElbow) = (pose.RightShoulder * 0.3f, look.Carries == Luggage.Basket ? 1.3f : 0.12f);
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        Mesh mesh = stage.Fresh();
        Person.Build(mesh, look, pose, ground);
        stage.Contact(ground, 0.34f, 0.4f, 0.55f);
        stage.Show(mesh, SceneClass.Person, Id, ground);
    }
}
