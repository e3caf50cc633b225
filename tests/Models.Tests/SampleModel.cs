using VideoDyn.TestKit;

namespace VideoDyn.Models.Tests;

/// <summary>Where the embedded models and clips lie.</summary>
internal static class SampleModel
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot.Path, "samples", "models");

    public static string Clip(string name) => Path.Combine(RepositoryRoot.Path, "samples", "videos", name + ".mp4");

    public static string File(string model, string file = "model.onnx") => Path.Combine(Folder, model, file);
}
