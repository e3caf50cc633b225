using VideoDyn.Core.State;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.State;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.State;

public class LearnedStateTests : LeaseGuard
{
    [Fact]
    public void Run_WithAStateFolder_KeepsWhatWasLearnedForTheNextRun()
    {
        using var folder = new TemporaryFolder();
        AnalysisOptions options = SamplePaths.Options with { Region = "blocks:change", State = folder["state"], Duration = TimeSpan.FromSeconds(2) };
        Assert.Empty(Run(options));
        string file = Assert.Single(Directory.GetFiles(folder["state"], "*", SearchOption.AllDirectories));
        Assert.Equal("learned-blocks", Path.GetFileName(file));
        byte[] first = File.ReadAllBytes(file);

        Assert.Empty(Run(options));

        Assert.NotEqual(first, File.ReadAllBytes(file)); // the second run went on from the first one's floors
        File.WriteAllBytes(file, first);
        Assert.Empty(Run(options));
    }

    [Fact]
    public void Run_StateOfAnotherFrameSize_StartsAnewAndNamesBoth()
    {
        using var folder = new TemporaryFolder();
        AnalysisOptions options = SamplePaths.Options with { Region = "blocks:change", State = folder["state"], Duration = TimeSpan.FromSeconds(0.2) };
        Run(options);
        string file = Assert.Single(Directory.GetFiles(folder["state"], "*", SearchOption.AllDirectories));
        byte[] bytes = File.ReadAllBytes(file);
        int end = Array.IndexOf(bytes, (byte)'\n');
        string header = System.Text.Encoding.UTF8.GetString(bytes, 0, end);
        string size = header.Split(' ')[4];
        File.WriteAllBytes(file, [.. System.Text.Encoding.UTF8.GetBytes(header.Replace(size, "12x34", StringComparison.Ordinal)), .. bytes[end..]]);

        string note = Assert.Single(Run(options));

        Assert.Equal($"the saved state 'learned-blocks' is of frames of 12x34, the stream has {size}; started anew", note);
    }

    [Fact]
    public void Open_BlocksOfAStream_CountsItsFeatureMapsAndRefusesBeyondTheLimit()
    {
        var store = new StateStore();
        using (AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Region = "blocks:change" }, store))
        {
            Assert.Equal(session.State.Bytes, store.Bytes);
            Assert.InRange(store.Bytes, 1_000_000, 200_000_000);
        }

        Assert.Equal(0, store.Bytes);
        var small = new StateStore(new StateStoreOptions { Limit = 1_000_000 });
        Core.Errors.VideoDynException error = Assert.Throws<Core.Errors.VideoDynException>(
            () => AnalysisSession.Open(SamplePaths.Options with { Region = "blocks:change" }, small));
        Assert.Contains("'feature-maps', 0 MB of state are held and the limit is 1 MB", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, small.Bytes);
    }

    [Theory]
    [InlineData(StateReset.Outage)]
    [InlineData(StateReset.FrameSize)]
    [InlineData(StateReset.SceneCut)]
    public void Reset_InTheMiddleOfAStream_MakesTheNextFrameAFullPass(StateReset reason)
    {
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Region = "blocks:change,refresh=0" });
        StreamRun run = session.CreateRun([]);
        for (int frame = 0; frame < 5; frame++)
            run.Step(CancellationToken.None);
        Assert.Equal(1, run.Totals.FullPasses);
        session.State.Reset(reason);
        for (int frame = 0; frame < 5; frame++)
            run.Step(CancellationToken.None);
        Assert.Equal(2, run.Totals.FullPasses);
    }

    private static IReadOnlyList<string> Run(AnalysisOptions options)
    {
        AnalysisSession session = AnalysisSession.Open(options);
        using (session)
            session.CreateRun([]).Run(CancellationToken.None);
        return session.Notes;
    }
}
