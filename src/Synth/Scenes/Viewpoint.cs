using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Scenes;

/// <summary>Hangs the camera elsewhere than the scene has it, so that models learn more than four views.</summary>
internal static class Viewpoint
{
    private const int Purpose = 900;

    /// <summary>The place for a seed.</summary>
    /// <param name="place">The scene's own place.</param>
    /// <param name="indoors">Whether there is a ceiling to stay below and walls to stay between.</param>
    /// <param name="reach">How far it may be from there, 0..1; 0 gives the scene's own.</param>
    /// <param name="seed">The clip's seed.</param>
    public static CameraPlace Choose(in CameraPlace place, bool indoors, float reach, int seed)
    {
        if (reach <= 0)
            return place;
        var dice = Dice.For(seed, Purpose);
        float aside = indoors ? 0.3f : 1.5f;
        var eye = new Vec3(
            place.Eye.X + (reach * dice.Between(-aside, aside)),
            place.Eye.Y + (reach * dice.Between(-aside, aside)),
            place.Eye.Z * (1 + (reach * dice.Between(-0.42f, indoors ? 0.03f : 0.9f))));
        float focal = place.Focal * (1 + (reach * dice.Between(-0.3f, 0.9f)));
        float yaw = place.Yaw + (reach * dice.Between(-0.4f, 0.4f));
        // A higher camera looks down more steeply, at about the same ground.
        float pitch = place.Pitch + ((eye.Z - place.Eye.Z) * 0.07f) + (reach * dice.Between(-0.08f, 0.16f));
        return new CameraPlace(eye, yaw, pitch, focal);
    }
}
