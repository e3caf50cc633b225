using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>What stands about: a background, borders at the sides, trees, and things that are no object of any class.</summary>
/// <param name="Set">The scenery.</param>
/// <param name="Back">Depth of the background.</param>
/// <param name="Heading">The way of the road, radians from the x axis, when there is one.</param>
/// <param name="Road">Where the road runs; null for none.</param>
internal sealed record Surroundings(Set Set, float Back, float Heading, Strip? Road)
{
    public static Surroundings Draw(Dice dice, in Outlook outlook)
    {
        float back = Outlook.LogBetween(dice, Math.Max(9, outlook.Near * 2), 48);
        (Material ground, Strip? road) = Grounds.Draw(dice);
        var boxes = new List<Box>();
        var props = new List<Mesh>();
        Backs.Add(boxes, props, dice, outlook, back);
        for (int side = -1; side <= 1; side += 2)
        {
            if (dice.Chance(0.5f))
                Border(boxes, dice, outlook, side, back);
        }

        for (int tree = dice.Below(9); tree > 0; tree--)
        {
            float y = Outlook.LogBetween(dice, 4, back + 6), height = dice.Chance(0.5f) ? dice.Between(0.7f, 2) : dice.Between(3, 9);
            float x = dice.Between(-1.3f, 1.3f) * outlook.Half(y);
            bool inTheWay = y < 9 && Math.Abs(x) < 0.6f * outlook.Half(y);
            if (!inTheWay && (road is null || !road.Covers(x, y, 0.4f)))
                props.Add(Greenery.Tree(dice, x, y, height));
        }

        // Leaves that hang into the picture before the camera.
        if (dice.Chance(0.3f))
            props.Add(Greenery.Branch(dice, outlook));
        for (int thing = dice.Below(8); thing > 0; thing--)
            Clutter.Add(boxes, props, dice, outlook, Math.Min(back, 25));
        return new Surroundings(new Set(ground, boxes, props, Indoors: false, Seed: dice.Below(10_000)), back, road?.Heading ?? 0, road);
    }

    private static void Border(List<Box> boxes, Dice dice, in Outlook outlook, int side, float back)
    {
        float near = Outlook.LogBetween(dice, 2, 8), inner = dice.Between(0.55f, 1.1f) * outlook.Half(Math.Max(near * 1.5f, back * dice.Between(0.2f, 0.8f)));
        float depth = dice.Between(0.3f, 3), height = dice.Chance(0.6f) ? dice.Between(0.3f, 1.2f) : dice.Between(1.2f, 4);
        (float low, float high) = side < 0 ? (-inner - depth, -inner) : (inner, inner + depth);
        (Material sides, Material top) = Greenery.HedgeOrWall(dice);
        boxes.Add(new Box(new Vec3(low, near, 0), new Vec3(high, back, height), sides, top));
        if (height < 1.3f && dice.Chance(0.6f))
        {
            Material leaves = Greenery.Leaves(dice);
            float inset = side < 0 ? -0.3f : 0.3f;
            boxes.Add(new Box(new Vec3(low + inset, near, height), new Vec3(high + inset, back, height + dice.Between(0.3f, 1.4f)), leaves, leaves));
        }
    }
}
