using VideoDyn.TestKit;

namespace VideoDyn.Architecture.Tests;

/// <summary>
/// The public API of every assembly is approved text in docs/api. After a wanted change run the tests once with
/// VIDEODYN_APPROVE_API=1 and review the difference.
/// </summary>
public class PublicApiTests
{
    public static TheoryData<string> Assemblies => [.. ProductAssemblies.Names.Where(name => name != "VideoDyn.Cli")];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void PublicApi_OfAssembly_IsTheApprovedText(string name)
    {
        string found = ApiText.Of(ProductAssemblies.Load(name));
        string folder = Path.Combine(RepositoryRoot.Path, "docs", "api");
        string path = Path.Combine(folder, name + ".txt");
        if (Environment.GetEnvironmentVariable("VIDEODYN_APPROVE_API") == "1")
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(path, found);
        }


        Assert.True(File.Exists(path), $"{path} is missing: run with VIDEODYN_APPROVE_API=1");
        Assert.Equal(File.ReadAllText(path), found);
    }
}
