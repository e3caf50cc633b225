using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A two-way street along x: asphalt with tyre tracks, cracks and patches, markings, a zebra crossing, kerbs and pavements.</summary>
/// <param name="near">Near kerb, y in metres.</param>
/// <param name="far">Far kerb.</param>
/// <param name="crossing">Middle of the crossing, x in metres.</param>
/// <param name="seed">Changes the pattern.</param>
internal sealed class Street(float near, float far, float crossing, int seed) : Material
{
    private const float CrossingHalf = 1.7f;
    private readonly Paving _pavement = new(Paint(150, 146, 140), 0.5f, 0.5f, seed + 20);
    private readonly Vec3 _asphalt = Paint(92, 93, 96);
    private readonly Vec3 _white = Paint(216, 214, 206);

    public override Surface At(in Hit hit)
    {
        float x = hit.Across, y = hit.Along;
        if (y < near - 0.16f || y > far + 0.16f)
            return _pavement.At(hit);
        if (y < near || y > far)
        {
            float stone = x / 0.9f, joint = stone - MathF.Floor(stone);
            float tone = joint < 0.02f ? 0.6f : 0.95f + (0.1f * Hash.Unit((int)MathF.Floor(stone), 0, seed));
            return new Surface(Paint(172, 168, 160) * tone);
        }

        float middle = (near + far) / 2;
        float lane = Math.Abs(y - middle) - ((far - near) / 4);
        float track = 1 - (0.10f * MathF.Max(0, 1 - (Math.Abs(Math.Abs(lane) - 0.75f) / 0.4f)));
        float oil = 1 - (0.13f * MathF.Max(0, 1 - (Math.Abs(lane) / 0.35f)));
        float patches = Noise.Fractal(x * 0.18f, y * 0.3f, 4, seed);
        float grain = 1 + ((Noise.At(x * 30, y * 30, seed + 1) - 0.5f) * 0.35f * Detail(hit, 0.035f));
        float crack = Math.Abs(Noise.Fractal(x * 0.4f, y * 0.4f, 3, seed + 2) - 0.5f) < 0.004f ? 1 - (0.4f * Detail(hit, 0.05f)) : 1;
        float gutter = 1 - (0.2f * MathF.Max(0, 1 - (Math.Min(y - near, far - y) / 0.35f)));
        Vec3 color = _asphalt * (track * oil * grain * crack * gutter * (0.72f + (0.5f * patches)));
        float worn = 0.75f + (0.25f * Noise.At(x * 4, y * 4, seed + 3));
        return new Surface(Vec3.Lerp(color, _white * (0.85f + (0.2f * patches)), Marking(x, y, middle) * worn));
    }

    private float Marking(float x, float y, float middle)
    {
        float toCrossing = Math.Abs(x - crossing);
        if (toCrossing < CrossingHalf)
        {
            float bar = (y - near - 0.3f) / 1.0f;
            return y > near + 0.3f && y < far - 0.3f && bar - MathF.Floor(bar) < 0.5f ? 1 : 0;
        }

        // Stop lines, each before its own lane.
        if (x < crossing ? y < middle : y > middle)
        {
            if (toCrossing > CrossingHalf + 1 && toCrossing < CrossingHalf + 1.35f)
                return 1;
        }

        float dash = x / 4.5f;
        if (Math.Abs(y - middle) < 0.07f)
            return toCrossing < 9 || dash - MathF.Floor(dash) < 0.6f ? 1 : 0;
        return 0;
    }

    private static Vec3 Paint(float r, float g, float b) => Rendering.Paint.Linear(r, g, b);
}
