using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Temporal.Tampering;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Tampering;

/// <summary>The sample world, untouched and tampered with from second 11 to 18.</summary>
public sealed class SampleSceneTests : LeaseGuard
{
    private const double From = 11;
    private const double To = 18;

    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("dusk")]
    [InlineData("pan")]
    public void Untouched_TellsNothing(string scene) => Assert.Empty(Watch(scene, luma => luma));

    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("dusk")]
    public void LightSwitchedDownAndUp_TellsNothing(string scene)
    {
        Assert.Empty(Watch(scene, luma => luma.Change(value => 16 + ((value - 16) / 6))));
        Assert.Empty(Watch(scene, luma => luma.Change(value => Math.Min(235, 16 + ((value - 16) * 3 / 2)))));
    }

    [Theory]
    [InlineData("plaza")]
    [InlineData("street")]
    [InlineData("dusk")]
    public void Covered_Blurred_Turned_AreToldApart_AndTheirEnd(string scene)
    {
        AssertTold(TamperKind.Covered, Watch(scene, luma => luma.Change(_ => 28)));
        AssertTold(TamperKind.Defocused, Watch(scene, luma => luma.Blur(luma.Width / 80)));
        AssertTold(TamperKind.Moved, Watch(scene, luma => luma.Shift(luma.Width / 6, luma.Height / 10)));
    }

    private static void AssertTold(TamperKind kind, List<(double Time, SceneNews News)> news)
    {
        (double Time, SceneNews News)[] told = [.. news.Where(pair => pair.News is { Began: not null } or { Ended: not null })];
        Assert.True(told.Length == 2, $"{kind}: {string.Join("; ", told)}");
        Assert.Equal((kind, kind, TamperEnd.Restored), (told[0].News.Began!.Value, told[1].News.Ended!.Value.Kind, told[1].News.Ended!.Value.Why));
        Assert.InRange(told[0].Time, From + 2.9, From + 4.5);
        Assert.InRange(told[1].Time, To + 2.9, To + 4.5);
        Assert.InRange(told[0].News.BeganAt.TotalSeconds, From - 0.01, From + 0.6);
        Assert.InRange(told[1].News.EndedAt.TotalSeconds, To - 0.01, To + 0.6);
    }

    private static List<(double Time, SceneNews News)> Watch(string scene, Func<TestLuma, TestLuma> tamper)
    {
        var news = new List<(double, SceneNews)>();
        var watch = new SceneWatch();
        using VideoFileSource source = MediaSource.Open(
            Path.Combine(RepositoryRoot.Path, "samples", "videos", $"{scene}.mp4"), new MediaSourceOptions { Duration = TimeSpan.FromSeconds(24) }, new FrameLedger(), default);
        while (source.Read(out FrameLease? lease, default) == FrameReadStatus.Frame)
        {
            using FrameLease frame = lease!;
            source.Ledger.Analyze();
            double time = frame.StreamTime.TotalSeconds;
            TestLuma luma = TestLuma.Of(frame);
            using TestFrame shown = (time is >= From and < To ? tamper(luma) : luma).ToFrame(frame);
            SceneNews seen = watch.See(shown);
            if (seen is not { IsCut: true, Began: null, Ended: null } && seen != default)
                news.Add((time, seen));
        }

        return news;
    }
}
