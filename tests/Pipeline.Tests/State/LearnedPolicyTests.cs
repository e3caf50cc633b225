using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.State;

public class LearnedPolicyTests : LeaseGuard
{
    [Fact]
    public void Run_Online_KeepsItsWeightsForTheNextRun_AndAFileRepeats()
    {
        using var folder = new TemporaryFolder();
        AnalysisOptions options = Options(folder["one"]);
        Assert.Empty(Run(options));
        byte[] first = File.ReadAllBytes(Saved(folder["one"]));

        Assert.Empty(Run(options));
        Assert.NotEqual(first, File.ReadAllBytes(Saved(folder["one"]))); // the second run went on from the first one's weights

        Assert.Empty(Run(Options(folder["two"])));
        Assert.Equal(first, File.ReadAllBytes(Saved(folder["two"])));
    }

    [Fact]
    public void Run_WeightsOfAnotherGrid_StartsAnewAndNamesBoth()
    {
        using var folder = new TemporaryFolder();
        AnalysisOptions options = Options(folder["state"]);
        Run(options);

        string note = Assert.Single(Run(options with { Region = "blocks:online,block=64" }));

        Assert.Matches("the saved state 'learned-policy' is of a grid of [0-9]+x[0-9]+ blocks, the stream has [0-9]+x[0-9]+; started anew", note);
    }

    [Theory]
    [InlineData("blocks:online,target=0", "Target")]
    [InlineData("blocks:online,target=much", "target expects a number")]
    [InlineData("blocks:online,share=0.2", "option 'share' is unknown")]
    public void Open_OptionsThatCannotBe_AreRefused(string region, string expected)
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => AnalysisSession.Open(SamplePaths.Options with { Region = region }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains(expected, error.Message, StringComparison.OrdinalIgnoreCase);
    }

    private static AnalysisOptions Options(string state) =>
        SamplePaths.Options with { Region = "blocks:online,target=0.3", State = state, Duration = TimeSpan.FromSeconds(1) };

    private static string Saved(string folder) => Directory.GetFiles(folder, "learned-policy", SearchOption.AllDirectories).Single();

    private static IReadOnlyList<string> Run(AnalysisOptions options)
    {
        AnalysisSession session = AnalysisSession.Open(options);
        using (session)
            session.CreateRun([]).Run(CancellationToken.None);
        return session.Notes;
    }
}
