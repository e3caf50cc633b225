using VideoDyn.Bench.Running;
using VideoDyn.Bench.Suite;
using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Suite;

public class SuiteFileTests
{
    private static readonly string s_suite = Path.Combine(RepositoryRoot.Path, "benchmarks", "suite.yaml");

    [Fact]
    public void StandardSuite_WithoutTheSharedClips_RunsTheEmbeddedOneAndNamesTheOthers()
    {
        SuiteFile suite = SuiteFile.Read(s_suite, RepositoryRoot.Path, "/nowhere");

        BenchOptions clip = Assert.Single(suite.Videos);
        Assert.Empty(clip.Validate());
        Assert.Equal(6, clip.Plans.Count);
        Assert.Equal(8, suite.Missing.Count);
        Assert.All(suite.Missing, missing => Assert.Contains("is not there; name the folder of data/ with --data or VIDEODYN_DATA", missing, StringComparison.Ordinal));
    }

    [SharedDataFact("videos/street-vehicles.mp4")]
    public void StandardSuite_WithTheSharedClips_HasThemAll()
    {
        string data = Path.GetDirectoryName(Path.GetDirectoryName(SharedData.PathOf("videos/street-vehicles.mp4")))!;

        SuiteFile suite = SuiteFile.Read(s_suite, RepositoryRoot.Path, data);

        Assert.Empty(suite.Missing);
        Assert.All(suite.Videos, video => Assert.Empty(video.Validate()));
    }

    [Theory]
    [InlineData("plan: []", "key 'plan' is unknown; expected repeats, repeat-span, plans, clips; did you mean 'plans'?")]
    [InlineData("plans: [every-n:2]\nclips:\n  - {vidoe: a}", "key 'vidoe' is unknown; expected video, model, duration; did you mean 'video'?")]
    [InlineData("repeats: many\nplans: [every-n:2]\nclips: []", "'repeats' is 'many', expected a number above 0")]
    [InlineData("plans: [every-n:2]\nclips: []", "'clips' has no entry")]
    public void Read_WrongFile_SaysWhatIsExpected(string text, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["suite.yaml"], text);

        VideoDynException error = Assert.Throws<VideoDynException>(() => SuiteFile.Read(folder["suite.yaml"], folder.Path, null));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
