using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>A dog of any breed: patches, fur, long or short legs, head high or on the ground.</summary>
internal sealed class Hound(int id, Course course, Coat coat, float size) : Actor(id, course)
{
    protected override void Build(float time, Motion motion, IStage stage)
    {
        var ground = Frame3.OnGround(motion.X, motion.Y, motion.Heading);
        stage.Contact(ground, 0.2f, 0.42f, 0.5f);
        Mesh mesh = stage.Fresh();
        float pace = Math.Max(0.4f, motion.Speed);
        Dog.Build(mesh, coat.First, size, (motion.Gone / (0.35f + (0.3f * pace)) * 2 * Trigonometry.Pi) + coat.Seed, motion.Speed, ground);
        coat.Dress(mesh, size, ground);
        stage.Show(mesh, SceneClass.Dog, Id, ground);
    }
}
