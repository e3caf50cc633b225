using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A lawn: blades, tufts, dry spots.</summary>
internal sealed class Grass(int seed) : Material
{
    private static readonly Vec3 s_green = Rendering.Paint.Linear(86, 108, 52);
    private static readonly Vec3 s_dry = Rendering.Paint.Linear(140, 132, 82);

    public override Surface At(in Hit hit)
    {
        float blades = (Noise.At(hit.Across * 40, hit.Along * 14, seed) - 0.5f) * Detail(hit, 0.05f);
        float tufts = Noise.Fractal(hit.Across * 2.2f, hit.Along * 2.2f, 3, seed + 1);
        float dry = Noise.Step(0.5f, 0.8f, Noise.Fractal(hit.Across * 0.3f, hit.Along * 0.3f, 3, seed + 2));
        return new Surface(Vec3.Lerp(s_green, s_dry, dry * 0.7f) * (0.65f + (0.6f * tufts) + (0.6f * blades)));
    }
}
