using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>What closes the view: houses, a hedge, a wood, concrete with dark openings, or nothing.</summary>
internal static class Backs
{
    public static void Add(List<Box> boxes, List<Mesh> props, Dice dice, in Outlook outlook, float depth)
    {
        float half = (outlook.Half(depth) * 1.4f) + 4;
        switch (dice.Below(5))
        {
            case 0:
                for (float x = -half; x < half;)
                {
                    float width = dice.Between(5, 14);
                    int tone = 50 + dice.Below(150);
                    boxes.Add(House.Of(
                        x, x + width, depth + dice.Between(0, 1.5f), depth + 14, dice.Between(3, 12), tone + dice.Below(50), tone + dice.Below(40), tone + dice.Below(35),
                        dice.Chance(0.5f), dice.Chance(0.4f), dice.Below(10_000), dice.Between(1.8f, 3.4f)));
                    x += width + (dice.Chance(0.3f) ? dice.Between(1, 5) : 0);
                }

                break;
            case 1:
                Material hedge = Greenery.Leaves(dice);
                boxes.Add(new Box(new Vec3(-half, depth, 0), new Vec3(half, depth + 1.5f, dice.Between(0.8f, 3.5f)), hedge, hedge));
                Trees(props, dice, half, depth + 1.5f, 4);
                break;
            case 2:
                Material wood = Greenery.Leaves(dice);
                boxes.Add(new Box(new Vec3(-half, depth + 4, 0), new Vec3(half, depth + 5, dice.Between(4, 12)), wood, wood));
                Trees(props, dice, half, depth, 9);
                break;
            case 3:
                Columns(boxes, dice, half, depth);
                break;
            default:
                Trees(props, dice, half, depth, 2);
                break;
        }
    }

    private static void Trees(List<Mesh> props, Dice dice, float half, float depth, int most)
    {
        for (int tree = dice.Below(most + 1); tree > 0; tree--)
            props.Add(Greenery.Tree(dice, dice.Between(-half, half), depth + dice.Between(0, 3), dice.Between(2.5f, 9)));
    }

    /// <summary>A building on columns: light concrete, between it the dark of what lies behind, and a light end.</summary>
    private static void Columns(List<Box> boxes, Dice dice, float half, float depth)
    {
        var concrete = new Plain(Grounds.Shade(dice, 80, 130), 0.5f, dice.Below(10_000));
        var dark = new Plain(Grounds.Shade(dice, 12, 45), 0.6f, dice.Below(10_000));
        var bright = new Plain(Paint.Linear(200, 210, 205), 0.7f, dice.Below(10_000), glow: 0.3f);
        float top = dice.Between(2.5f, 5);
        boxes.Add(new Box(new Vec3(-half, depth + 6, 0), new Vec3(half, depth + 7, top), dark, dark));
        boxes.Add(new Box(new Vec3(-half, depth, top), new Vec3(half, depth + 7, top + dice.Between(1, 6)), concrete, concrete));
        for (float x = -half; x < half; x += dice.Between(2, 7))
            boxes.Add(new Box(new Vec3(x, depth, 0), new Vec3(x + dice.Between(0.4f, 1.6f), depth + 1, top), concrete, concrete));
        float end = dice.Between(-half, half) * 0.5f;
        boxes.Add(new Box(new Vec3(end, depth + 5.9f, 0), new Vec3(end + dice.Between(1, 4), depth + 6, top * 0.7f), bright, bright));
    }
}
