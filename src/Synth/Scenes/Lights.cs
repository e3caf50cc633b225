using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes;

/// <summary>The light of the day, outdoors and indoors.</summary>
internal static class Lights
{
    /// <summary>A clear day.</summary>
    public static Lighting Day(Vec3 toSun) => new(
        new Vec3(0.46f, 0.53f, 0.64f), new Vec3(0.24f, 0.23f, 0.21f), new Vec3(1.32f, 1.22f, 1.04f), toSun.Normalized(),
        new Vec3(0.05f, 0.05f, 0.045f), new Vec3(0.72f, 0.78f, 0.84f), new Vec3(0.30f, 0.46f, 0.72f));

    /// <summary>After sunset, lamps lit.</summary>
    public static Lighting Dusk(Vec3 toSun) => new(
        new Vec3(0.105f, 0.125f, 0.185f), new Vec3(0.055f, 0.05f, 0.045f), new Vec3(0.035f, 0.028f, 0.022f), toSun.Normalized(),
        new Vec3(0.62f, 0.46f, 0.25f), new Vec3(0.30f, 0.22f, 0.20f), new Vec3(0.07f, 0.09f, 0.17f));

    /// <summary>Rows of ceiling lamps.</summary>
    public static Lighting Indoors() => new(
        new Vec3(0.86f, 0.85f, 0.80f), new Vec3(0.40f, 0.38f, 0.35f), new Vec3(0.30f, 0.295f, 0.28f), new Vec3(0.18f, -0.3f, 0.94f).Normalized(),
        new Vec3(1.6f, 1.58f, 1.5f), new Vec3(0.6f, 0.6f, 0.58f), new Vec3(0.9f, 0.89f, 0.86f));

    /// <summary>Indoors after closing time: every third lamp.</summary>
    public static Lighting IndoorsLate()
    {
        Lighting day = Indoors();
        return day with
        {
            Sky = day.Sky * 0.24f,
            Ground = day.Ground * 0.2f,
            Sun = day.Sun * 0.25f,
            Glow = day.Glow * 0.4f,
            Horizon = day.Horizon * 0.25f,
            Zenith = day.Zenith * 0.25f,
        };
    }

    /// <summary>Between two lights, with the sun weakened.</summary>
    public static Lighting Mix(in Lighting a, in Lighting b, float t, float sun) => new(
        Vec3.Lerp(a.Sky, b.Sky, t), Vec3.Lerp(a.Ground, b.Ground, t), Vec3.Lerp(a.Sun, b.Sun, t) * sun, a.ToSun, Vec3.Lerp(a.Glow, b.Glow, t),
        Vec3.Lerp(a.Horizon, b.Horizon, t), Vec3.Lerp(a.Zenith, b.Zenith, t));
}
