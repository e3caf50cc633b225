using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A sky with clouds that stand still, relative to its own light so that it darkens with it.</summary>
internal static class Sky
{
    /// <summary>Colour in a direction, divided by the ambient light.</summary>
    public static Vec3 At(Vec3 direction, in Lighting light, int seed)
    {
        Vec3 color = light.SkyAt(direction.Z);
        float rise = Math.Max(0.03f, direction.Z);
        float cloud = Noise.Fractal(direction.X / rise * 0.5f, direction.Y / rise * 0.5f, 5, seed);
        float share = Noise.Step(0.45f, 0.75f, cloud) * Math.Clamp(direction.Z * 6, 0, 1);
        Vec3 white = (light.Sky * 1.15f) + (light.Sun * 0.05f);
        color = Vec3.Lerp(color, white, share * 0.8f);
        return new Vec3(color.X / light.Sky.X, color.Y / light.Sky.Y, color.Z / light.Sky.Z);
    }
}
