using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>The ground: grass, slabs, tiles, asphalt, earth, and mostly a road or a path through it.</summary>
internal static class Grounds
{
    /// <summary>Draws one.</summary>
    /// <returns>The ground, and its road, on which cars drive, if it has one.</returns>
    public static (Material Ground, Strip? Road) Draw(Dice dice)
    {
        Material ground = Any(dice);
        if (dice.Chance(0.3f))
            ground = Path(dice, ground, Any(dice), dice.Between(0.3f, 3), dice.Between(-8, 8));
        if (!dice.Chance(0.7f))
            return (ground, null);
        float half = dice.Between(2.4f, 6.5f);
        Strip road = Path(dice, ground, Asphalt(dice), half, dice.Between(-7, 7));
        return (road, road);
    }

    private static Strip Path(Dice dice, Material outside, Material inside, float half, float offset)
    {
        // Mostly towards the camera or across; for a road along y the offset is to the left.
        float heading = dice.Unit() switch
        {
            < 0.6f => (Trigonometry.Pi / 2) + dice.Between(-0.6f, 0.6f),
            < 0.85f => dice.Between(-0.3f, 0.3f),
            _ => dice.Between(0, Trigonometry.Pi),
        };
        float across = Trigonometry.Cos(heading) * dice.Between(6, 18);
        var lines = new List<(float, float)>();
        if (dice.Chance(0.6f))
            lines.Add((dice.Between(-0.3f, 0.3f), dice.Chance(0.5f) ? 0 : dice.Between(2, 5)));
        if (lines.Count > 0 && dice.Chance(0.4f))
            lines.Add((lines[0].Item1 + 0.25f, 0));
        for (int side = -1; side <= 1; side += 2)
        {
            if (dice.Chance(0.35f))
                lines.Add((side * (half - dice.Between(0.2f, 1.5f)), 0));
        }

        return new Strip(inside, outside, heading, (offset * Trigonometry.Sin(heading)) + across, half)
        {
            Kerb = Shade(dice, 105, 110),
            KerbWidth = dice.Chance(0.7f) ? dice.Between(0.1f, 0.4f) : 0,
            Paint = dice.Chance(0.4f) ? Paint.Linear(212, 166, 60) : Paint.Linear(214, 212, 204),
            Lines = lines,
        };
    }

    private static Material Any(Dice dice) => dice.Below(6) switch
    {
        0 => new Grass(dice.Below(10_000)),
        1 => new Paving(Shade(dice, 100, 120), dice.Between(0.3f, 1.2f), dice.Between(0.2f, 0.8f), dice.Below(10_000)),
        2 => new Tiles(Shade(dice, 80, 140), dice.Between(0.4f, 2.5f), 0, dice.Below(10_000)),
        3 => Asphalt(dice),
        4 => new Foliage(Paint.Linear(80 + dice.Below(60), 95 + dice.Below(60), 40 + dice.Below(40)), dice.Between(0.05f, 0.3f), dice.Below(10_000)),
        _ => new Plain(Shade(dice, 90, 140), dice.Between(0.1f, 0.7f), dice.Below(10_000)),
    };

    private static Plain Asphalt(Dice dice)
    {
        int tone = 55 + dice.Below(90);
        return new Plain(Paint.Linear(tone, tone + dice.Below(6), tone + dice.Below(10)), dice.Between(0.15f, 0.6f), dice.Below(10_000));
    }

    /// <summary>A colour of stone, wood or plaster: near grey, now and then painted.</summary>
    public static Vec3 Shade(Dice dice, int least, int range)
    {
        float tone = least + dice.Below(range);
        float painted = dice.Chance(0.15f) ? 0.4f : 0.1f;
        return Paint.Linear(tone * dice.Between(1 - painted, 1 + painted), tone, tone * dice.Between(1 - (2 * painted), 1 + painted));
    }
}
