using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>The front of a shop shelf: boards with price tags, rows of packages, some gaps.</summary>
/// <param name="seed">Changes the goods.</param>
internal sealed class Shelf(int seed) : Material
{
    private const float Board = 0.4f;

    public override Surface At(in Hit hit)
    {
        float u = hit.Across, v = hit.Along;
        if (v < 0.14f)
            return new Surface(Paint.Linear(70, 70, 72));
        int row = (int)MathF.Floor((v - 0.14f) / Board);
        float inV = v - 0.14f - (row * Board);
        if (inV < 0.045f)
        {
            float tag = u / 0.24f;
            return new Surface(tag - MathF.Floor(tag) < 0.35f ? Paint.Linear(236, 226, 150) : Paint.Linear(196, 196, 194));
        }

        // Goods of one brand stand together; packages of a brand are equal.
        int brand = (int)MathF.Floor(u / 0.75f);
        float width = 0.09f + (0.13f * Hash.Unit(brand, row, seed));
        int package = (int)MathF.Floor(u / width);
        float inU = (u / width) - package, height = 0.2f + (0.13f * Hash.Unit(brand, row, seed + 1));
        float up = (inV - 0.045f) / height;
        bool gap = Hash.Unit(package, row, seed + 2) < 0.06f;
        if (up > 1 || gap || inU < 0.04f)
            return new Surface(Paint.Linear(52, 50, 50), 0, 0, 0.5f);
        Vec3 color = Color(Hash.Unit(brand, row, seed + 3), Hash.Unit(brand, row, seed + 4));
        Vec3 label = Color(Hash.Unit(brand, row, seed + 5), 0.9f);
        bool inLabel = up is > 0.25f and < 0.65f && inU is > 0.14f and < 0.9f;
        float print = inLabel && Noise.At(u * 60, v * 45, seed + 6) > 0.62f ? 0.55f : 1;
        float round = 0.7f + (0.6f * inU * (1.04f - inU) * 2);
        float shade = up > 0.9f ? 0.75f : 1;
        return new Surface((inLabel ? label : color) * (print * round * shade), 0, 0, 0.95f - (0.3f * Math.Clamp(up - 0.7f, 0, 1)));
    }

    private static Vec3 Color(float hue, float light)
    {
        float r = Math.Clamp(Math.Abs((hue * 6) - 3) - 1, 0, 1), g = Math.Clamp(2 - Math.Abs((hue * 6) - 2), 0, 1), b = Math.Clamp(2 - Math.Abs((hue * 6) - 4), 0, 1);
        float grey = 70 + (115 * light), strong = 34 + (40 * light);
        return Paint.Linear(grey + (strong * (r - 0.5f)), grey + (strong * (g - 0.5f)), grey + (strong * (b - 0.5f)));
    }
}
