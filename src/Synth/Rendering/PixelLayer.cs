using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>The mean of four samples of scenery, still apart from the light: what ambient light, sun and glow contribute.</summary>
internal struct PixelLayer
{
    public Vec3 Ambient;
    public Vec3 Sun;
    public float Glow;

    /// <summary>Adds a quarter.</summary>
    public void Add(in Layer sample)
    {
        var color = new Vec3(sample.R, sample.G, sample.B);
        Ambient += color * (sample.Ambient * 0.25f);
        Sun += color * (sample.Sun * 0.25f);
        Glow += sample.Glow * 0.25f;
    }

    /// <summary>The colour seen where nothing moves.</summary>
    public readonly Vec3 Lit(in Lighting light) => (Ambient * light.Sky) + (Sun * light.Sun) + (light.Glow * Glow);
}
