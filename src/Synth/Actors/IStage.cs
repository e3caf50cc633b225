using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Actors;

/// <summary>Where actors show themselves.</summary>
internal interface IStage
{
    /// <summary>An empty mesh to build on, valid until the next one is asked for.</summary>
    Mesh Fresh();

    /// <summary>Shows an object.</summary>
    /// <param name="mesh">Its surface in world coordinates.</param>
    /// <param name="kind">What it is.</param>
    /// <param name="id">Who it is, from 1.</param>
    /// <param name="at">Its place on the ground.</param>
    void Show(Mesh mesh, SceneClass kind, int id, in Frame3 at);

    /// <summary>Darkens the ground under something.</summary>
    /// <param name="at">Place and heading.</param>
    /// <param name="side">Reach to the sides in metres.</param>
    /// <param name="front">Reach to front and back in metres.</param>
    /// <param name="strength">Share of the light taken in the middle.</param>
    void Contact(in Frame3 at, float side, float front, float strength);
}
