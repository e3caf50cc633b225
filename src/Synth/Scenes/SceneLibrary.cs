using VideoDyn.Synth.Actions;
using VideoDyn.Synth.Scenes.Anywhere;

namespace VideoDyn.Synth.Scenes;

/// <summary>Builds scenes by name.</summary>
internal static class SceneLibrary
{
    public static Scene Build(SynthOptions options) =>
        options.Action is null ? Setting(options) : ActionScene.Build(options, Setting(options));

    private static Scene Setting(SynthOptions options) => options.Scene switch
    {
        "plaza" => PlazaScene.Build(options),
        "street" => StreetScene.Build(options),
        "corridor" => CorridorScene.Build(options),
        "aisle" => AisleScene.Build(options),
        "anywhere" => AnywhereScene.Build(options),
        _ => throw new ArgumentOutOfRangeException(nameof(options), options.Scene, "No such scene."),
    };
}
