using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>Slabs in running bond with joints, single slabs lighter or darker, dirt and puddle stains.</summary>
/// <param name="color">Linear colour of a clean slab.</param>
/// <param name="length">Length of a slab in metres.</param>
/// <param name="width">Width of a slab in metres.</param>
/// <param name="seed">Changes the pattern.</param>
internal sealed class Paving(Vec3 color, float length, float width, int seed) : Material
{
    public override Surface At(in Hit hit)
    {
        float x = hit.Across, y = hit.Along;
        int row = (int)MathF.Floor(y / width);
        float shifted = x + ((row & 1) == 0 ? 0 : length / 2);
        int column = (int)MathF.Floor(shifted / length);
        float inX = shifted - (column * length), inY = y - (row * width);
        float edge = Math.Min(Math.Min(inX, length - inX), Math.Min(inY, width - inY));
        float joint = 1 - (0.45f * Detail(hit, 0.05f) * (1 - Noise.Step(0.006f, 0.018f, edge)));
        float tone = 1 + ((Hash.Unit(column, row, seed) - 0.5f) * 0.22f * Detail(hit, length));
        float dirt = Noise.Fractal(x * 0.35f, y * 0.35f, 4, seed + 1);
        float grain = 1 + ((Noise.At(x * 25, y * 25, seed + 2) - 0.5f) * 0.18f * Detail(hit, 0.04f));
        float gum = Noise.At(x * 3.1f, y * 3.1f, seed + 3) > 0.93f ? 0.8f : 1;
        float warm = (Hash.Unit(column, row, seed + 9) - 0.5f) * 0.06f;
        Vec3 slab = new(color.X * (1 + warm), color.Y, color.Z * (1 - warm));
        return new Surface(slab * (joint * tone * grain * gum * (0.72f + (0.5f * dirt))));
    }
}
