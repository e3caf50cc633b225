namespace VideoDyn.Models.Tests.Clips;

/// <summary>The committed models of actions by our own executors, against the floors of their pages.</summary>
public class ActionModelTests(ActionScores scores) : IClassFixture<ActionScores>
{
    [Fact]
    public void ClipExit_OnHeldOutClips_KeepsThePagesFloors()
    {
        Assert.Equal(8 * HeldOutClips.PerAction, scores.Count);
        Keeps("clip-exit", ("top-1, all frames", scores.AllFrames), ("top-1, with exits", scores.WithExits), ("share of frames not looked at", 1 - scores.ExitFrames));
    }

    [Fact]
    public void SkipGru_OnHeldOutClips_KeepsThePagesFloors() =>
        Keeps("skip-gru", ("top-1, skipping", scores.Skipping), ("top-1, made to look at every frame", scores.EveryFrame), ("share of frames not looked at", 1 - scores.Looks));

    private static void Keeps(string model, params IReadOnlyList<(string Name, double Value)> measured) =>
        Assert.True(
            measured.All(one => one.Value >= ModelPage.Floor(model, one.Name)),
            $"{model}: {string.Join("; ", measured.Select(one => FormattableString.Invariant($"{one.Name} is {one.Value:0.0000}")))}");
}
