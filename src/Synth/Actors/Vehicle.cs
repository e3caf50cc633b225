using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>A car or van.</summary>
internal sealed class Vehicle(int id, Course course, Mesh body, CarProfile profile, bool van) : Actor(id, course)
{
    protected override void Build(float time, Motion motion, IStage stage)
    {
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        stage.Contact(ground, profile.Half * 1.18f, profile.Length * 0.55f, 0.92f);
        Mesh mesh = stage.Fresh();
        mesh.Add(body, ground);
        stage.Show(mesh, van ? SceneClass.Van : SceneClass.Car, Id, ground);
    }
}
