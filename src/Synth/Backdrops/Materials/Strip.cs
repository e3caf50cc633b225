using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A way of one texture through another, with kerbs and painted lines: a road, a path, a kerbside.</summary>
internal sealed class Strip(Material inside, Material outside, float heading, float offset, float half) : Material
{
    private readonly float _c = Trigonometry.Cos(heading);
    private readonly float _s = Trigonometry.Sin(heading);

    /// <summary>Linear colour of the kerbs.</summary>
    public Vec3 Kerb { get; init; }

    /// <summary>Width of the kerbs in metres, 0 for none.</summary>
    public float KerbWidth { get; init; }

    /// <summary>Linear colour of the lines.</summary>
    public Vec3 Paint { get; init; }

    /// <summary>Painted lines: metres from the middle, and the length of a dash, 0 for a line without gaps.</summary>
    public IReadOnlyList<(float From, float Dash)> Lines { get; init; } = [];

    /// <summary>Its way, radians from the x axis.</summary>
    public float Heading => heading;

    /// <summary>Half of its width.</summary>
    public float Half => half;

    /// <summary>Whether a place on the ground lies on it or beside it.</summary>
    public bool Covers(float x, float y, float beside) => Math.Abs(Aside(x, y)) < half + beside;

    /// <summary>The place on the middle line plus so many metres to its left that is nearest to another place.</summary>
    public (float X, float Y) Onto(float x, float y, float left)
    {
        float move = left - Aside(x, y);
        return (x - (_s * move), y + (_c * move));
    }

    public override Surface At(in Hit hit)
    {
        float aside = Aside(hit.Across, hit.Along), along = (hit.Across * _c) + (hit.Along * _s), away = Math.Abs(aside);
        if (away > half + KerbWidth)
            return outside.At(hit);
        if (away > half)
            return new Surface(Kerb * (0.85f + (0.25f * Noise.At(along * 2, aside * 9, 11))));
        Surface surface = inside.At(hit);
        foreach ((float from, float dash) in Lines)
        {
            float place = dash > 0 ? along / dash : 0;
            if (Math.Abs(aside - from) < 0.07f && place - MathF.Floor(place) < 0.6f)
                return surface with { Color = Vec3.Lerp(surface.Color, Paint, 0.6f + (0.35f * Noise.At(along * 4, aside * 4, 12))) };
        }

        return surface;
    }

    private float Aside(float x, float y) => (y * _c) - (x * _s) - offset;
}
