using VideoDyn.Actors.Mailboxes;
using VideoDyn.Actors.Supervision;
using VideoDyn.TestKit;

namespace VideoDyn.Actors.Tests;

public class DocumentationTests
{
    private static readonly string s_page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "actors.md"));

    [Fact]
    public async Task Example_OnThePage_RunsAsItStandsThere()
    {
        string source = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "Actors.Tests", "DocumentationExample.cs"));
        string example = source[source.IndexOf("// An actor", StringComparison.Ordinal)..];

        Assert.Contains(example, s_page, StringComparison.Ordinal);
        Assert.Equal(42, await Doubler.AskOne(new ActorSystem()));
    }

    [Fact]
    public void EveryPolicyCauseAndDirective_HasItsRow()
    {
        string[] names = [.. Enum.GetNames<OverflowPolicy>(), .. Enum.GetNames<DropCause>(), .. Enum.GetNames<Directive>()];

        Assert.DoesNotContain(names, name => !s_page.Contains($"| `{name}` |", StringComparison.Ordinal));
    }
}
