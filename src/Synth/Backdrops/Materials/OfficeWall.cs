using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A painted corridor wall: skirting, a coloured lower half, doors with frames, handles and signs, notice boards.</summary>
/// <param name="doorEvery">Distance of the doors in metres.</param>
/// <param name="seed">Changes doors and notices.</param>
internal sealed class OfficeWall(float doorEvery, int seed) : Material
{
    public override Surface At(in Hit hit)
    {
        float u = hit.Across, v = hit.Along;
        int door = (int)MathF.Floor(u / doorEvery);
        float inU = u - (door * doorEvery) - (doorEvery / 2);
        float half = 0.46f;
        if (Math.Abs(inU) < half && v < 2.06f)
            return Door(hit, inU, v, door);
        if (Math.Abs(inU) < half + 0.09f && v < 2.14f)
            return new Surface(Paint.Linear(120, 116, 110));
        if (v < 0.1f)
            return new Surface(Paint.Linear(70, 66, 62));
        if (Math.Abs(inU - half - 0.32f) < 0.11f && v is > 1.45f and < 1.6f)
            return new Surface(Paint.Linear(60, 84, 118));
        float board = Hash.Unit(door, 5, seed);
        float fromBoard = inU - (doorEvery * 0.5f) + (inU < 0 ? doorEvery : 0);
        if (board < 0.6f && Math.Abs(fromBoard) < 0.55f && v is > 1.15f and < 1.95f)
            return Board(fromBoard, v, door);
        float stain = Noise.Fractal(u * 0.5f, v * 0.6f, 4, seed);
        float scuff = 1 - (0.12f * Noise.Step(0.6f, 0.7f, Noise.At(u * 2.1f, v * 6, seed + 1)) * (v < 0.6f ? 1 : 0));
        Vec3 color = v < 1.05f ? Paint.Linear(142, 156, 152) : v < 1.1f ? Paint.Linear(96, 108, 106) : Paint.Linear(214, 209, 196);
        return new Surface(color * ((0.86f + (0.26f * stain)) * scuff));
    }

    private Surface Door(in Hit hit, float inU, float v, int door)
    {
        float grain = Noise.At(inU * 30, v * 1.6f, seed + door);
        Vec3 wood = Hash.Unit(door, 1, seed) < 0.5f ? Paint.Linear(150, 112, 76) : Paint.Linear(96, 104, 118);
        if (Math.Abs(inU - 0.36f) < 0.07f && Math.Abs(v - 1.02f) < 0.02f)
            return new Surface(Paint.Linear(190, 190, 188));
        if (inU is > 0.1f and < 0.3f && v is > 1.3f and < 1.85f)
            return new Surface(Paint.Linear(66, 72, 76), 0.15f, 0.1f);
        return new Surface(wood * (0.85f + (0.25f * grain * Detail(hit, 0.04f))));
    }

    private Surface Board(float u, float v, int door)
    {
        int sheetX = (int)MathF.Floor((u + 0.5f) / 0.25f), sheetY = (int)MathF.Floor((v - 1.2f) / 0.36f);
        float inX = u + 0.5f - (sheetX * 0.25f), inY = v - 1.2f - (sheetY * 0.36f);
        if (inX is > 0.02f and < 0.22f && inY is > 0.03f and < 0.32f && Hash.Unit(sheetX, sheetY + (door * 7), seed) < 0.75f)
        {
            bool text = Noise.At(inX * 60, inY * 90, seed + sheetX) > 0.6f;
            return new Surface(text ? Paint.Linear(120, 120, 126) : Paint.Linear(232, 230, 224));
        }

        return new Surface(Paint.Linear(134, 98, 66));
    }
}
