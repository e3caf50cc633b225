using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A polished floor of square tiles that faintly mirrors rows of lamps above.</summary>
/// <param name="color">Linear colour.</param>
/// <param name="size">Side of a tile in metres.</param>
/// <param name="lampEvery">Distance of the lamps along y; 0 for none.</param>
/// <param name="seed">Changes the pattern.</param>
internal sealed class Tiles(Vec3 color, float size, float lampEvery, int seed) : Material
{
    public override Surface At(in Hit hit)
    {
        float x = hit.Across, y = hit.Along;
        int column = (int)MathF.Floor(x / size), row = (int)MathF.Floor(y / size);
        float inX = x - (column * size), inY = y - (row * size);
        float edge = Math.Min(Math.Min(inX, size - inX), Math.Min(inY, size - inY));
        float joint = 1 - (0.35f * Detail(hit, 0.03f) * (1 - Noise.Step(0.003f, 0.009f, edge)));
        float tone = 1 + ((Hash.Unit(column, row, seed) - 0.5f) * 0.07f);
        float worn = 0.88f + (0.2f * Noise.Fractal(x * 0.6f, y * 0.4f, 4, seed + 1));
        float speckle = 1 + ((Noise.At(x * 60, y * 60, seed + 2) - 0.5f) * 0.12f * Detail(hit, 0.02f));
        Vec3 ground = color * (joint * tone * worn * speckle);
        if (lampEvery <= 0)
            return new Surface(ground);
        // The mirrored lamp lies where the ray, reflected, meets the ceiling.
        float rise = 2.8f / Math.Max(0.05f, -hit.Direction.Z);
        float lampX = x + (hit.Direction.X * rise), lampY = (y + (hit.Direction.Y * rise)) / lampEvery;
        float fromLamp = Math.Abs(lampY - MathF.Floor(lampY) - 0.5f) * lampEvery;
        float slant = 1 + hit.Direction.Z;
        float shine = Noise.Step(1.0f, 0.2f, fromLamp) * Noise.Step(0.9f, 0.2f, Math.Abs(lampX)) * slant * slant * 0.35f;
        return new Surface(ground, shine);
    }
}
