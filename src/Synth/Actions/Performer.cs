using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actions;

/// <summary>A person who performs an action.</summary>
internal sealed class Performer(int id, Course course, Look look, Choreography poses) : Actor(id, course)
{
    protected override void Build(float time, Motion motion, IStage stage)
    {
        Pose pose = poses.At(time, motion);
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        Mesh mesh = stage.Fresh();
        Person.Build(mesh, look, pose, ground);
        float flat = Math.Abs(pose.Tilt);
        stage.Contact(ground, 0.34f, 0.4f + (0.4f * flat), 0.55f);
        stage.Show(mesh, SceneClass.Person, Id, ground);
    }
}
