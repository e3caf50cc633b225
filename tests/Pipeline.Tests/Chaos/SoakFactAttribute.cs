using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Chaos;

/// <summary>A fact that takes long and runs only where <c>VIDEODYN_SOAK</c> is 1.</summary>
public sealed class SoakFactAttribute : FactAttribute
{
    public SoakFactAttribute() =>
        Skip = Environment.GetEnvironmentVariable("VIDEODYN_SOAK") == "1" ? null : "takes long; run ./test.sh --soak";

    /// <summary>Writes what happened to artifacts/soak.</summary>
    public static void Log(string name, IReadOnlyList<string> lines)
    {
        string folder = Path.Combine(RepositoryRoot.Path, "artifacts", "soak");
        Directory.CreateDirectory(folder);
        File.WriteAllLines(Path.Combine(folder, name + ".log"), lines);
    }
}
