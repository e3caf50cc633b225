using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Matching;
using VideoDyn.Pipeline;
using VideoDyn.Synth.Output;
using VideoDyn.Synth.Truth;
using VideoDyn.TestKit;

namespace VideoDyn.Synth.Tests;

/// <summary>
/// The world is no cartoon: a detector trained on photographs finds at least half of the people and cars over 60 pixels
/// that nothing hides.
/// </summary>
public class RealityTests
{
    private const string Model = "models/yolox_nano.onnx";

    [SharedDataTheory(Model)]
    [InlineData("plaza", "person", 3)]
    [InlineData("plaza", "person", 17)]
    [InlineData("street", "person", 5)]
    [InlineData("street", "car", 5)]
    [InlineData("street", "car", 23)]
    public async Task Detector_TrainedOnPhotographs_FindsAtLeastHalf(string scene, string label, int seed)
    {
        using var folder = new TemporaryFolder();
        var options = new SynthOptions { Scene = scene, Seed = seed, FramesPerSecond = 5, Duration = TimeSpan.FromSeconds(12), People = 10, Cars = scene == "street" ? 5 : 0, Crf = 20 };
        string video = folder["clip.mp4"];
        new SynthJob(options, new SynthOutputs { Video = video }).Run(null, default);
        ILookup<long, TruthObject> truth = Large(options, label);

        int found = 0, wanted = 0;
        await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(new AnalysisOptions { Input = video, Model = SharedData.PathOf(Model), Confidence = 0.3f, Tracker = "none" }))
        {
            foreach (TruthObject expected in truth[frame.Index])
            {
                wanted++;
                found += frame.Objects.Any(seen => seen.Label == label && Overlap.IntersectionOverUnion(seen.Detection.Box, expected.Box) >= 0.5) ? 1 : 0;
            }
        }

        Assert.True(wanted >= 20, $"only {wanted} objects are large enough");
        Assert.True(found * 2 >= wanted, $"{found} of {wanted} were found");
    }

    private static ILookup<long, TruthObject> Large(SynthOptions options, string label)
    {
        var renderer = new SceneRenderer(options);
        var objects = new List<(long Frame, TruthObject Object)>();
        for (int frame = 0; frame < options.FrameCount; frame++)
        {
            renderer.Render(frame);
            objects.AddRange(renderer.Truth.Where(item => Is(item.Class, label) && item.Visibility > 0.9f && Size(item.Box, label) > 60).Select(item => ((long)frame, item)));
        }

        return objects.ToLookup(item => item.Frame, item => item.Object);
    }

    private static bool Is(SceneClass found, string label) => label == "person" ? found == SceneClass.Person : found == SceneClass.Car;

    private static float Size(in BoundingBox box, string label) => label == "person" ? box.Height : box.Width;
}
