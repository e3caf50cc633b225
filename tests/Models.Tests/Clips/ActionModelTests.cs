namespace VideoDyn.Models.Tests.Clips;

/// <summary>The committed models of actions by our own executors, against the floors of their pages.</summary>
public class ActionModelTests(ActionScores scores) : IClassFixture<ActionScores>
{
    [Fact]
    public void ClipExit_OnHeldOutClips_KeepsThePagesFloors()
    {
        Assert.Equal(8 * HeldOutClips.PerAction, scores.Count);
        AtLeast("clip-exit", "top-1, all frames", scores.AllFrames);
        AtLeast("clip-exit", "top-1, with exits", scores.WithExits);
        AtMost("clip-exit", "share of frames", scores.ExitFrames);
    }

    [Fact]
    public void SkipGru_OnHeldOutClips_KeepsThePagesFloors()
    {
        AtLeast("skip-gru", "top-1, every frame", scores.EveryFrame);
        AtLeast("skip-gru", "top-1, skipping", scores.Skipping);
        AtMost("skip-gru", "share of looks", scores.Looks);
    }

    private static void AtLeast(string model, string name, double value) =>
        Assert.True(value >= ModelPage.Floor(model, name), FormattableString.Invariant($"{model}: {name} is {value:0.0000}"));

    private static void AtMost(string model, string name, double value) =>
        Assert.True(value <= ModelPage.Floor(model, name), FormattableString.Invariant($"{model}: {name} is {value:0.0000}"));
}
