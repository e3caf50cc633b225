using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Suite;
using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests.Suite;

public class ReadmeTableTests : LeaseGuard
{
    private static readonly string s_readme = Path.Combine(RepositoryRoot.Path, "README.md");
    private static readonly string s_report = Path.Combine(RepositoryRoot.Path, "docs", "benchmarks", "suite", "bench.json");

    [Fact]
    public void Table_OfTheReadme_IsThatOfTheCommittedReport()
    {
        string found = ReadmeTable.Find(File.ReadAllText(s_readme), s_readme);

        // Without a committed report the place must be empty: nobody may write numbers by hand.
        string expected = File.Exists(s_report) ? ReadmeTable.Render(BenchJson.Read(s_report)) : "";
        Assert.Equal(expected, found);
    }

    [Fact]
    public void Insert_TwiceTheSameReport_ChangesNothingMore()
    {
        using var folder = new TemporaryFolder();
        BenchReport report = new BenchJob([ShapesBench.Options(folder)], "test").Run(_ => { }, CancellationToken.None).Report;
        string text = $"before\n{ReadmeTable.Begin}\nold\n{ReadmeTable.End}\nafter\n";

        string once = ReadmeTable.Insert(text, "page", report);

        Assert.Equal(once, ReadmeTable.Insert(once, "page", report));
        Assert.Equal(ReadmeTable.Render(report), ReadmeTable.Find(once, "page"));
        Assert.StartsWith("before\n", once, StringComparison.Ordinal);
        Assert.EndsWith("after\n", once, StringComparison.Ordinal);
        Assert.Contains("| shapes |", once, StringComparison.Ordinal);
        Assert.DoesNotContain("old", once, StringComparison.Ordinal);
    }

    [Fact]
    public void Insert_WithoutMarks_IsAnError() =>
        Assert.Throws<VideoDynException>(() => ReadmeTable.Find("no marks", "page"));
}
