using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>What a house front is like.</summary>
internal sealed record FacadeStyle
{
    /// <summary>Linear colour of the wall.</summary>
    public required Vec3 Wall { get; init; }

    /// <summary>Bricks, else plaster.</summary>
    public bool Bricks { get; init; }

    /// <summary>Height of a storey in metres.</summary>
    public float Storey { get; init; } = 3.3f;

    /// <summary>Distance of windows in metres.</summary>
    public float Bay { get; init; } = 2.7f;

    /// <summary>Share of a bay that is window.</summary>
    public float WindowShare { get; init; } = 0.46f;

    /// <summary>Shop fronts in the ground floor.</summary>
    public bool Shops { get; init; }

    /// <summary>Changes windows, curtains and stains.</summary>
    public int Seed { get; init; }
}

/// <summary>A house front: bricks or plaster, windows with frames, sills and curtains, shop fronts with signs.</summary>
internal sealed class Facade(FacadeStyle style) : Material
{
    private static readonly Vec3 s_frame = Paint.Linear(206, 203, 196);
    private static readonly Vec3 s_glass = Paint.Linear(46, 52, 58);

    public override Surface At(in Hit hit)
    {
        float u = hit.Across, v = hit.Along;
        int storey = (int)MathF.Floor(v / style.Storey), bay = (int)MathF.Floor(u / style.Bay);
        float inU = u - (bay * style.Bay), inV = v - (storey * style.Storey);
        Surface wall = Wall(hit, u, v);
        if (storey == 0 && style.Shops)
            return Shop(hit, u, v, wall);
        float half = style.Bay * style.WindowShare / 2, fromMiddle = Math.Abs(inU - (style.Bay / 2));
        float low = style.Storey * 0.28f, high = style.Storey * 0.78f;
        if (fromMiddle < half + 0.12f && inV > low - 0.12f && inV < low)
            return new Surface(s_frame * 0.85f);
        // The wall is thick: its edge shades the upper part of the window.
        if (fromMiddle >= half || inV < low || inV >= high)
            return wall with { Color = fromMiddle < half + 0.2f && inV < low - 0.12f ? wall.Color * 0.86f : wall.Color };
        float edge = Math.Min(half - fromMiddle, Math.Min(inV - low, high - inV));
        if (edge < 0.07f || Math.Abs(inU - (style.Bay / 2)) < 0.03f || Math.Abs(inV - low - ((high - low) * 0.62f)) < 0.03f)
            return new Surface(s_frame, 0, 0, high - inV < 0.2f ? 0.55f : 0.85f);
        return Glass(hit, bay, storey, (inV - low) / (high - low), high - inV);
    }

    private Surface Glass(in Hit hit, int bay, int storey, float up, float fromTop)
    {
        float chance = Hash.Unit(bay, storey, style.Seed + 3);
        bool curtain = chance < 0.35f || (chance < 0.6f && up > 0.55f);
        Vec3 behind = curtain ? Paint.Linear(150, 142, 128) * 0.5f : s_glass;
        float lit = Hash.Unit(bay, storey, style.Seed + 4) < 0.45f ? 0.35f + (0.65f * Hash.Unit(bay, storey, style.Seed + 5)) : 0;
        float wave = 0.75f + (0.5f * Noise.At(hit.Across * 1.3f, hit.Along * 1.3f, style.Seed + 6));
        return new Surface(behind, lit, 0.28f * wave, fromTop < 0.22f ? 0.5f : 0.9f);
    }

    private Surface Shop(in Hit hit, float u, float v, in Surface wall)
    {
        float width = style.Bay * 2;
        int shop = (int)MathF.Floor(u / width);
        float inU = u - (shop * width);
        float hue = Hash.Unit(shop, 1, style.Seed);
        Vec3 sign = hue < 0.25f ? Paint.Linear(122, 50, 46) : hue < 0.5f ? Paint.Linear(48, 66, 90) : hue < 0.75f ? Paint.Linear(46, 82, 58) : Paint.Linear(70, 62, 58);
        if (v > style.Storey - 0.75f && v < style.Storey - 0.15f)
        {
            // Letters too far away to read.
            bool letter = Math.Abs(v - style.Storey + 0.45f) < 0.13f && inU > 0.7f && inU < width - 1.2f
                && Hash.Unit((int)MathF.Floor(u / 0.11f), (int)MathF.Floor(v / 0.13f), style.Seed + 8) < 0.55f;
            return new Surface(letter ? Paint.Linear(226, 218, 200) : sign, letter ? 0.25f : 0.05f);
        }

        bool door = inU > width * 0.62f && inU < width * 0.62f + 1.1f;
        float foot = door ? 0.05f : 0.55f;
        if (inU < 0.25f || inU > width - 0.25f || v < foot || v > style.Storey - 0.75f)
            return v < foot ? new Surface(sign * 0.7f) : wall;
        float pane = door ? inU - (width * 0.62f) : inU;
        float period = door ? 1.1f : 1.35f;
        float inPane = pane - (MathF.Floor(pane / period) * period);
        if (inPane < 0.06f || v < foot + 0.07f || v > style.Storey - 0.83f)
            return new Surface(Paint.Linear(58, 56, 54));
        // Goods behind the glass.
        float goods = Noise.Fractal(u * 2.3f, v * 2.3f, 3, style.Seed + 11);
        // Figures and shelves stand low behind the glass; above them it is dark.
        float item = Hash.Unit((int)MathF.Floor(u / 0.42f), (int)MathF.Floor(v / 0.5f), style.Seed + 12);
        Vec3 ware = item < 0.3f ? Paint.Linear(150, 128, 104) : item < 0.5f ? Paint.Linear(104, 96, 100) : item < 0.65f ? Paint.Linear(128, 84, 70) : Paint.Linear(58, 54, 54);
        Vec3 inside = Vec3.Lerp(Paint.Linear(40, 39, 40), ware, v < 1.45f ? 0.5f + (0.3f * goods) : 0.12f);
        return new Surface(inside * 0.7f, (0.1f + (0.25f * goods)) * (v < 1.5f ? 1 : 0.55f), 0.24f * (0.8f + (0.4f * goods)), v > style.Storey - 1.2f ? 0.55f : 0.85f);
    }

    private Surface Wall(in Hit hit, float u, float v)
    {
        float stain = Noise.Fractal(u * 0.5f, v * 0.25f, 4, style.Seed + 1);
        float foot = 0.78f + (0.22f * Noise.Step(0, 0.9f, v));
        float tone = (0.8f + (0.4f * stain)) * foot;
        if (!style.Bricks)
            return new Surface(style.Wall * (tone * (1 + ((Noise.At(u * 16, v * 16, style.Seed + 2) - 0.5f) * 0.1f * Detail(hit, 0.06f)))));
        int row = (int)MathF.Floor(v / 0.075f);
        float shifted = u + ((row & 1) == 0 ? 0 : 0.12f);
        int column = (int)MathF.Floor(shifted / 0.24f);
        float inX = shifted - (column * 0.24f), inY = v - (row * 0.075f);
        float detail = Detail(hit, 0.09f);
        float mortar = inX < 0.012f || inY < 0.012f ? detail : 0;
        float brick = 1 + ((Hash.Unit(column, row, style.Seed + 7) - 0.5f) * 0.4f * Detail(hit, 0.24f));
        return new Surface(Vec3.Lerp(style.Wall * brick, Paint.Linear(168, 160, 150), mortar * 0.7f) * tone);
    }
}
