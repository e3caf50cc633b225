using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>One colour with stains on a large and grain on a small scale: concrete, plaster, metal, wood.</summary>
/// <param name="color">Linear colour.</param>
/// <param name="contrast">How strong stains and grain are, 0..1.</param>
/// <param name="seed">Changes the pattern.</param>
/// <param name="glow">Own light.</param>
/// <param name="mirror">Share of the sky that it mirrors.</param>
internal sealed class Plain(Vec3 color, float contrast, int seed, float glow = 0, float mirror = 0) : Material
{
    public override Surface At(in Hit hit)
    {
        float u = hit.Across + hit.Point.Y, v = hit.Along + (hit.Point.X * 0.31f);
        float stain = Noise.Fractal(u * 0.7f, v * 0.7f, 3, seed) - 0.5f;
        float grain = (Noise.At(u * 19, v * 19, seed + 5) - 0.5f) * Detail(hit, 0.05f);
        return new Surface(color * Math.Max(0.1f, 1 + (contrast * (stain + (0.6f * grain)))), glow, mirror);
    }
}
