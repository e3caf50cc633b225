namespace VideoDyn.Synth.Scenes;

/// <summary>The names of the scenes.</summary>
public static class SceneNames
{
    /// <summary>Every scene that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } = ["plaza", "street", "corridor", "aisle", "anywhere"];
}
