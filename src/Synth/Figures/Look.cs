using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>What a person carries.</summary>
internal enum Luggage
{
    None,
    Backpack,
    Bag,
    Box,
    Basket,
}

/// <summary>How a person looks.</summary>
internal sealed record Look
{
    private static readonly Paint[] s_tops =
    [
        Paint.Of(38, 42, 58), Paint.Of(112, 34, 36), Paint.Of(196, 190, 180), Paint.Of(52, 78, 110), Paint.Of(70, 84, 58), Paint.Of(32, 32, 34),
        Paint.Of(176, 132, 60), Paint.Of(120, 120, 126), Paint.Of(148, 76, 92), Paint.Of(220, 216, 210), Paint.Of(60, 104, 112), Paint.Of(168, 62, 44),
    ];

    private static readonly Paint[] s_bottoms =
    [
        Paint.Of(36, 42, 62), Paint.Of(28, 28, 30), Paint.Of(58, 66, 88), Paint.Of(120, 106, 84), Paint.Of(70, 70, 74), Paint.Of(48, 40, 36), Paint.Of(88, 100, 124),
    ];

    private static readonly Paint[] s_skins =
        [Paint.Of(216, 172, 146, 0.05f), Paint.Of(196, 146, 116, 0.05f), Paint.Of(150, 102, 76, 0.06f), Paint.Of(104, 70, 54, 0.07f), Paint.Of(226, 186, 164, 0.05f)];

    private static readonly Paint[] s_hairs =
        [Paint.Of(34, 27, 24, 0.08f), Paint.Of(62, 44, 32, 0.08f), Paint.Of(112, 82, 52, 0.08f), Paint.Of(150, 146, 142, 0.06f), Paint.Of(22, 20, 20, 0.08f)];

    private static readonly Paint[] s_shoes = [Paint.Of(34, 30, 28, 0.1f), Paint.Of(200, 198, 192, 0.05f), Paint.Of(84, 58, 40, 0.1f), Paint.Of(48, 50, 58, 0.05f)];

    public required float Height { get; init; }

    /// <summary>Width of body and limbs, 1 for the average.</summary>
    public required float Build { get; init; }

    public required Paint Skin { get; init; }

    public required Paint Hair { get; init; }

    public required Paint Top { get; init; }

    public required Paint Bottom { get; init; }

    public required Paint Shoes { get; init; }

    public required Paint Luggage { get; init; }

    public bool ShortSleeves { get; init; }

    public bool LongHair { get; init; }

    public bool Coat { get; init; }

    public bool Skirt { get; init; }

    public bool Hat { get; init; }

    public Luggage Carries { get; init; }

    /// <summary>Draws someone.</summary>
    public static Look Draw(Dice dice)
    {
        bool woman = dice.Chance(0.5f);
        bool coat = dice.Chance(0.28f);
        float carries = dice.Unit();
        return new Look
        {
            Height = (woman ? 1.66f : 1.78f) + dice.Between(-0.08f, 0.08f),
            Build = (woman ? 0.98f : 1.08f) + dice.Between(-0.06f, 0.14f),
            Skin = dice.Pick(s_skins),
            Hair = dice.Pick(s_hairs),
            Top = dice.Pick(s_tops),
            Bottom = dice.Pick(s_bottoms),
            Shoes = dice.Pick(s_shoes),
            Luggage = dice.Pick(s_tops).Times(0.8f),
            ShortSleeves = !coat && dice.Chance(0.4f),
            LongHair = woman && dice.Chance(0.65f),
            Coat = coat,
            Skirt = woman && !coat && dice.Chance(0.22f),
            Hat = dice.Chance(0.1f),
            Carries = carries < 0.22f ? Figures.Luggage.Backpack : carries < 0.4f ? Figures.Luggage.Bag : Figures.Luggage.None,
        };
    }

    /// <summary>Draws someone in clothes of any colour.</summary>
    public static Look Varied(Dice dice)
    {
        Look look = Draw(dice);
        return look with
        {
            Build = look.Build * dice.Between(0.9f, 1.25f),
            Height = look.Height * (dice.Chance(0.12f) ? dice.Between(0.6f, 0.9f) : 1),
            Skin = look.Skin.Times(dice.Between(0.8f, 1.15f)),
            Top = dice.Chance(0.6f) ? Cloth(dice) : look.Top,
            Bottom = dice.Chance(0.5f) ? Cloth(dice) : look.Bottom,
            Shoes = dice.Chance(0.4f) ? Cloth(dice) : look.Shoes,
            ShortSleeves = look.ShortSleeves || (!look.Coat && dice.Chance(0.3f)),
        };
    }

    private static Paint Cloth(Dice dice)
    {
        // Grey, white and black are worn more than colours.
        int tone = 12 + dice.Below(230), reach = dice.Chance(0.5f) ? 12 : 110;
        return Paint.Of(tone + dice.Below(reach) - (reach / 2), tone + dice.Below(reach) - (reach / 2), tone + dice.Below(reach) - (reach / 2));
    }
}
