using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;
using VideoDyn.Synth.Truth;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>
/// A place that the seed makes up: ground, hedges, houses, light, camera, and who is about, all of it elsewhere after every
/// second. It is made for training pictures, where variety counts, not for following anybody.
/// </summary>
internal static class AnywhereScene
{
    private const int Places = 20, People = 30;

    public static Scene Build(SynthOptions options)
    {
        var dice = Dice.For(options.Seed, Places);
        Outlook outlook = Outlook.Draw(dice);
        Surroundings around = Surroundings.Draw(dice, outlook);
        Vec3 toSun = new Vec3(dice.Between(-1, 1), dice.Between(-1, 1), dice.Between(0.25f, 1)).Normalized();
        var schedule = new Schedule(options);
        for (int second = 0; second < options.Duration.TotalSeconds; second++)
            new Crowd(Dice.For(options.Seed, People, second), outlook, around, schedule, options, second).Fill();
        return new Scene
        {
            Camera = outlook.Place,
            Set = around.Set,
            Actors = schedule.Actors,
            Day = Light(Lights.Day(toSun), dice),
            Dusk = Light(Lights.Dusk(toSun), dice),
            Rules =
            [
                new Rule("ground", RuleKind.Zone, [(0.1, 0.45), (0.9, 0.45), (0.95, 0.95), (0.05, 0.95)], Dwell: 6, Loiter: 15),
                new Rule("middle", RuleKind.Tripwire, [(0.5, 0.98), (0.5, 0.3)]),
            ],
        };
    }

    /// <summary>Sun or cloud, warm or cold.</summary>
    private static Lighting Light(Lighting light, Dice dice)
    {
        float sun = dice.Chance(0.35f) ? dice.Between(0.03f, 0.3f) : dice.Between(0.5f, 1.15f), sky = dice.Between(0.7f, 1.3f) + (0.35f * (1 - sun));
        float warm = dice.Between(-0.14f, 0.14f);
        Vec3 tint = new(1 + warm, 1 + dice.Between(-0.04f, 0.04f), 1 - warm);
        return light with
        {
            Sky = Tinted(light.Sky * sky, tint),
            Ground = Tinted(light.Ground * sky, tint),
            Sun = Tinted(light.Sun * sun, tint),
        };
    }

    private static Vec3 Tinted(Vec3 color, Vec3 tint) => new(color.X * tint.X, color.Y * tint.Y, color.Z * tint.Z);
}
