using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>Things that are no object of any class, and must not be taken for one.</summary>
internal static class Clutter
{
    public static void Add(List<Box> boxes, List<Mesh> props, Dice dice, in Outlook outlook, float furthest)
    {
        (float x, float y) = outlook.Spot(dice, 3, furthest);
        switch (dice.Below(8))
        {
            case 0:
                boxes.Add(Props.Bin(x, y));
                break;
            case 1:
                boxes.AddRange(Props.Bench(x, y));
                break;
            case 2:
                boxes.AddRange(Props.Planter(x, y, dice.Between(0.4f, 1), dice.Below(1000)));
                break;
            case 3:
                props.Add(Props.Lamp(x, y, dice.Between(2.5f, 6)));
                break;
            case 4:
                Post(boxes, dice, x, y);
                break;
            case 5:
                Fence(boxes, dice, x, y);
                break;
            default:
                Material paint = Any(dice);
                float wide = dice.Between(0.15f, 0.8f), deep = dice.Between(0.15f, 0.8f);
                boxes.Add(new Box(new Vec3(x - wide, y - deep, 0), new Vec3(x + wide, y + deep, dice.Between(0.15f, 1.8f)), paint, Any(dice)));
                break;
        }
    }

    /// <summary>A pole, now and then with a sign.</summary>
    private static void Post(List<Box> boxes, Dice dice, float x, float y)
    {
        float thick = dice.Between(0.03f, 0.16f), top = dice.Between(1, 8);
        Material paint = Any(dice), sign = Any(dice);
        boxes.Add(new Box(new Vec3(x - thick, y - thick, 0), new Vec3(x + thick, y + thick, top), paint, paint));
        if (dice.Chance(0.5f))
        {
            float half = dice.Between(0.15f, 0.7f), high = dice.Between(0.3f, 1.2f);
            boxes.Add(new Box(new Vec3(x - half, y - thick - 0.04f, Math.Max(0.3f, top - high)), new Vec3(x + half, y - thick, top), sign, sign));
        }
    }

    /// <summary>Pickets in a row.</summary>
    private static void Fence(List<Box> boxes, Dice dice, float x, float y)
    {
        bool along = dice.Chance(0.5f);
        float gap = dice.Between(0.12f, 0.3f), top = dice.Between(0.6f, 1.3f);
        Material paint = dice.Chance(0.5f) ? new Plain(Paint.Linear(225, 226, 224), 0.2f, 17) : Any(dice);
        for (int picket = 0; picket < 16; picket++)
        {
            float px = x + (along ? 0 : picket * gap), py = y + (along ? picket * gap : 0);
            boxes.Add(new Box(new Vec3(px - 0.04f, py - 0.02f, 0), new Vec3(px + 0.04f, py + 0.02f, top), paint, paint));
        }
    }

    private static Plain Any(Dice dice) =>
        new(Paint.Linear(20 + dice.Below(220), 20 + dice.Below(210), 20 + dice.Below(210)), dice.Between(0.1f, 0.8f), dice.Below(10_000));
}
