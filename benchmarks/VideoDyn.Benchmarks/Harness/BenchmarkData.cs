namespace VideoDyn.Benchmarks.Harness;

/// <summary>The real clips and models: folder <c>VIDEODYN_DATA</c>, else <c>../shared/data</c>, else <c>shared/data</c>.</summary>
internal static class BenchmarkData
{
    /// <summary>Path of a clip.</summary>
    public static string Clip(string name) => Find(Path.Combine("videos", name));

    /// <summary>Path of a model.</summary>
    public static string Model(string name) => Find(Path.Combine("models", name));

    /// <summary>The folder; null when none of them is there.</summary>
    public static string? Folder => Folders.FirstOrDefault(Directory.Exists);

    private static IEnumerable<string> Folders =>
        new[] { Environment.GetEnvironmentVariable("VIDEODYN_DATA"), Path.Combine("..", "shared", "data"), Path.Combine("shared", "data") }.OfType<string>();

    private static string Find(string relative) =>
        Folders.Select(folder => Path.Combine(folder, relative)).FirstOrDefault(File.Exists)
        ?? throw new FileNotFoundException($"{relative} is not there: set VIDEODYN_DATA to the folder with the real clips and models");
}
