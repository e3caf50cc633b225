using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A hedge, ferns, or rough stone: clumps and leaves in the light, gaps in the dark.</summary>
/// <param name="color">Linear colour of a leaf in the light.</param>
/// <param name="leaf">Size of a leaf in metres.</param>
/// <param name="seed">Changes the pattern.</param>
/// <param name="gaps">How bright the gaps are, as a share of a leaf.</param>
internal sealed class Foliage(Vec3 color, float leaf, int seed, float gaps = 0.18f) : Material
{
    public override Surface At(in Hit hit)
    {
        float u = hit.Across + (hit.Point.Y * 0.37f), v = hit.Along;
        float clump = Noise.Fractal(u * 0.25f / leaf, v * 0.25f / leaf, 3, seed);
        float leaves = Noise.Fractal(u / leaf, v / leaf, 2, seed + 1), detail = Detail(hit, leaf * 0.8f);
        float light = Noise.Step(0.3f, 0.75f, clump) * (1 + ((Noise.Step(0.35f, 0.65f, leaves) - 0.6f) * 1.5f * detail));
        float dry = Noise.Step(0.55f, 0.8f, Noise.Fractal(u * 0.6f, v * 0.6f, 2, seed + 2));
        var tone = new Vec3(color.X * (1 + dry), color.Y * (1 + (0.3f * dry)), color.Z);
        return new Surface(tone * (gaps + Math.Max(0, light)), Openness: 0.35f + (0.6f * Math.Clamp(light, 0, 1)));
    }
}
