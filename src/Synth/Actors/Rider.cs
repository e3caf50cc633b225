using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>A person on a bicycle: two objects, the bicycle after the person.</summary>
internal sealed class Rider(int id, Course course, Look look, Paint frame) : Actor(id, course)
{
    private readonly Mesh _bicycle = new();

    public override int Objects => 2;

    protected override void Build(float time, Motion motion, IStage stage)
    {
        float phase = motion.Gone / 4.6f * 2 * Trigonometry.Pi;
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        stage.Contact(ground, 0.22f, 0.85f, 0.4f);
        Mesh mesh = stage.Fresh();
        Person.Build(mesh, look, Gait.Pedal(phase), ground.Shifted(new Vec3(0, -0.26f, 0)), Bicycle.Saddle);
        stage.Show(mesh, SceneClass.Person, Id, ground);
        mesh = stage.Fresh();
        _bicycle.Clear();
        Bicycle.Build(_bicycle, frame, phase);
        mesh.Add(_bicycle, ground);
        stage.Show(mesh, SceneClass.Bicycle, Id + 1, ground);
    }
}
