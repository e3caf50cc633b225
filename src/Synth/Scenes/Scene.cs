using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes;

/// <summary>Where the camera hangs and looks.</summary>
/// <param name="Eye">Place in metres.</param>
/// <param name="Yaw">Direction on the ground, radians counter-clockwise from the x axis.</param>
/// <param name="Pitch">Downwards, radians.</param>
/// <param name="Focal">Focal length as a share of the picture's width.</param>
internal readonly record struct CameraPlace(Vec3 Eye, float Yaw, float Pitch, float Focal);

/// <summary>Everything that a scene is made of.</summary>
internal sealed record Scene
{
    public required CameraPlace Camera { get; init; }

    public required Set Set { get; init; }

    /// <summary>Trees whose leaves may move; trunks are part of the set.</summary>
    public IReadOnlyList<Tree> Trees { get; init; } = [];

    public required IReadOnlyList<Actor> Actors { get; init; }

    public required Lighting Day { get; init; }

    public required Lighting Dusk { get; init; }

    public required IReadOnlyList<Rule> Rules { get; init; }
}
