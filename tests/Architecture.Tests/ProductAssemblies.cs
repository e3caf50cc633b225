using System.Reflection;
using VideoDyn.TestKit;

namespace VideoDyn.Architecture.Tests;

/// <summary>The assemblies built from <c>src</c>, found by the folder names so that a new room cannot be forgotten.</summary>
internal static class ProductAssemblies
{
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Directory.GetFiles(Path.Combine(RepositoryRoot.Path, "src"), "*.csproj", SearchOption.AllDirectories)
            .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal),
    ];

    public static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));
}
