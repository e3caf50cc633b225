using VideoDyn.TestKit;

namespace VideoDyn.Cli.Tests;

/// <summary>The embedded sample, which every checkout has.</summary>
internal static class Samples
{
    public static string Clip { get; } = Path.Combine(RepositoryRoot.Path, "samples", "videos", "shapes.mp4");

    public static string Model { get; } = Path.Combine(RepositoryRoot.Path, "samples", "models", "shapes", "model.onnx");
}
