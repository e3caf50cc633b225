namespace VideoDyn.Synth.Actions;

/// <summary>The names of labelled actions.</summary>
public static class ActionNames
{
    /// <summary>Every action that can be asked for.</summary>
    public static IReadOnlyList<string> All { get; } = ["walk", "run", "fall", "wave", "sit-down", "pick-up", "fight", "loiter"];
}
