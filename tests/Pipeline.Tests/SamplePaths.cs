using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests;

/// <summary>The embedded sample, which every checkout has.</summary>
internal static class SamplePaths
{
    public static AnalysisOptions Options { get; } = new()
    {
        Input = Path.Combine(RepositoryRoot.Path, "samples", "videos", "shapes.mp4"),
        Model = Path.Combine(RepositoryRoot.Path, "samples", "models", "shapes", "model.onnx"),
    };
}
