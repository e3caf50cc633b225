using System.Text.RegularExpressions;
using VideoDyn.TestKit;

namespace VideoDyn.Architecture.Tests;

/// <summary>Rules of the house that the compiler cannot check.</summary>
public partial class HouseRuleTests
{
    private static readonly string[] s_sources = Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.cs", SearchOption.AllDirectories);

    [Fact]
    public void Namespace_OfEverySourceFile_IsItsFolder()
    {
        string[] strangers =
        [
            .. s_sources.Where(path =>
            {
                Match found = NamespaceLine().Match(File.ReadAllText(path));
                string folder = Path.GetRelativePath(Path.Combine(RepositoryRoot.Path, "src"), Path.GetDirectoryName(path)!);
                return found.Success && found.Groups[1].Value != "VideoDyn." + folder.Replace(Path.DirectorySeparatorChar, '.');
            }).Select(Relative),
        ];

        Assert.Empty(strangers);
    }

    [Fact]
    public void SourceFiles_AreShort()
    {
        int[] lengths = [.. s_sources.Select(path => File.ReadLines(path).Count()).Order()];

        Assert.InRange(lengths[lengths.Length / 2], 1, 100);
        Assert.DoesNotContain(s_sources, path => !path.EndsWith(".g.cs", StringComparison.Ordinal) && File.ReadLines(path).Count() > 400);
    }

    [Fact]
    public void NoSourceFile_NamesAModel()
    {
        Assert.DoesNotContain(s_sources, path => ModelNames().IsMatch(StripComments(File.ReadAllText(path))));
    }

    [Fact]
    public void EveryDependency_HasItsReasonInTheDocs()
    {
        string reasons = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "dependencies.md"));
        string packages = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "Directory.Packages.props"));
        string[] names = [.. PackageVersion().Matches(packages).Select(match => match.Groups[1].Value)];

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, name => !reasons.Contains(name, StringComparison.Ordinal));
    }

    [Fact]
    public void EveryLinkInTheDocs_LeadsSomewhere()
    {
        string[] pages = [Path.Combine(RepositoryRoot.Path, "README.md"), .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "docs"), "*.md", SearchOption.AllDirectories)];
        string[] broken =
        [
            .. pages.SelectMany(page => LocalLink().Matches(File.ReadAllText(page))
                .Select(match => match.Groups[1].Value)
                .Where(link => !Path.Exists(Path.Combine(Path.GetDirectoryName(page)!, link)))
                .Select(link => $"{Relative(page)} -> {link}")),
        ];

        Assert.Empty(broken);
    }

    private static string Relative(string path) => Path.GetRelativePath(RepositoryRoot.Path, path);

    private static string StripComments(string source) => CommentLine().Replace(source, "");

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^\s*//.*$", RegexOptions.Multiline)]
    private static partial Regex CommentLine();

    [GeneratedRegex("yolox_nano|nanodet_m|fastestdet[.]onnx|ultraface_rfb|deeplabv3_|twinlitenet|squeezenet|osnet_x|antispoof|silero|gtcrn", RegexOptions.IgnoreCase)]
    private static partial Regex ModelNames();

    [GeneratedRegex("PackageVersion Include=\"([^\"]+)\"")]
    private static partial Regex PackageVersion();

    [GeneratedRegex(@"\]\((?!https?:|#|mailto:)([^)#\s]+)")]
    private static partial Regex LocalLink();
}
