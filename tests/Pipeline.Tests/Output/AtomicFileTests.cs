using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Output;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Output;

public class AtomicFileTests
{
    [Fact]
    public void Write_ExistingFile_ReplacesItAndLeavesNothingBehind()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["summary.json"], "old and longer than the new content");

        AtomicFile.Write(folder["summary.json"], "new"u8);

        Assert.Equal("new", File.ReadAllText(folder["summary.json"]));
        Assert.Single(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Write_FullDevice_KeepsTheOldFile()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["summary.json"], "old");
        File.CreateSymbolicLink(folder["summary.json.part"], "/dev/full");

        VideoDynException error = Assert.Throws<VideoDynException>(() => AtomicFile.Write(folder["summary.json"], "new"u8));

        Assert.Equal(ErrorKind.Output, error.Kind);
        Assert.Contains("summary.json", error.Message, StringComparison.Ordinal);
        Assert.Equal("old", File.ReadAllText(folder["summary.json"]));
    }
}
