using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>What lights a scene at one instant, as linear colours.</summary>
/// <param name="Sky">From above, from all sides.</param>
/// <param name="Ground">From below, bounced.</param>
/// <param name="Sun">Directed light.</param>
/// <param name="ToSun">Unit direction towards it.</param>
/// <param name="Glow">Colour and strength of lamps and lit windows.</param>
/// <param name="Horizon">Colour of the sky at the horizon.</param>
/// <param name="Zenith">Colour of the sky overhead.</param>
internal readonly record struct Lighting(Vec3 Sky, Vec3 Ground, Vec3 Sun, Vec3 ToSun, Vec3 Glow, Vec3 Horizon, Vec3 Zenith)
{
    /// <summary>Colour of the sky in a direction.</summary>
    public Vec3 SkyAt(float rise) => Vec3.Lerp(Horizon, Zenith, MathF.Sqrt(Math.Clamp(rise, 0, 1)));

    /// <summary>Light that a surface scatters.</summary>
    /// <param name="normal">Unit normal.</param>
    /// <param name="openness">Share of the surroundings that is not hidden, 0..1.</param>
    /// <param name="sunlight">Share of the sun that is not hidden, 0..1.</param>
    public Vec3 Diffuse(Vec3 normal, float openness, float sunlight)
    {
        float up = 0.5f + (0.5f * normal.Z);
        Vec3 ambient = (Sky * up) + (Ground * (1 - up));
        float facing = Math.Max(0, Vec3.Dot(normal, ToSun));
        return (ambient * openness) + (Sun * (facing * sunlight));
    }
}
