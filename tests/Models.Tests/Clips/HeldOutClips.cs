using VideoDyn.Synth;
using VideoDyn.Synth.Actions;
using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests.Clips;

/// <summary>Action clips of the seed that no training has seen, rendered when they are asked for.</summary>
internal static class HeldOutClips
{
    /// <summary>Clips per action: about half of those that the pages measure, which take a minute of processor time; all in a soak run.</summary>
    public static readonly int PerAction = Environment.GetEnvironmentVariable("VIDEODYN_SOAK") == "1" ? 38 : 20;

    private static readonly SynthOptions s_set = new() { Scene = "plaza", Width = 320, Height = 192, FramesPerSecond = 10, Seed = 9003 };

    /// <summary>All clips: what they show, and how to render them.</summary>
    public static IEnumerable<(string Action, SynthOptions Options)> All() =>
        from action in ActionNames.All
        from clip in Enumerable.Range(0, PerAction)
        select (action, ActionDataset.Clip(s_set, action, clip));

    /// <summary>A picture of a clip.</summary>
    public static TestFrame Render(SceneRenderer renderer, int index)
    {
        renderer.Render(index);
        var frame = new TestFrame(renderer.Format, index: index, streamTime: renderer.TimeOf(index));
        return frame.Fill((plane, x, y) => plane switch
        {
            0 => renderer.Luma[(y * 320) + x],
            1 => renderer.ChromaU[(y * 160) + x],
            _ => renderer.ChromaV[(y * 160) + x],
        });
    }
}
