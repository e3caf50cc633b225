using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Runs;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Pipeline;

namespace VideoDyn.Models.Tests;

/// <summary>
/// The committed detector on the sample clips, whose seeds it has never seen, by our own runtime, against the floors of
/// its page.
/// </summary>
public class DetectorTests
{
    private static readonly string[] s_labels = ["person", "bicycle", "car", "van", "dog"];

    private static readonly Dictionary<int, string> s_classNames = s_labels.Index().ToDictionary(pair => pair.Index + 1, pair => pair.Item);

    // Every clip gives about 60 frames.
    private static readonly (string Clip, int Every)[] s_mix = [("plaza", 10), ("street", 6), ("pan", 5), ("dusk", 4)];

    [Theory]
    [InlineData("model.onnx", "sample clips AP50")]
    [InlineData("int8.onnx", "sample clips AP50, int8")]
    public async Task AveragePrecision_OnTheSampleClips_KeepsThePagesFloor(string file, string floor)
    {
        var meter = new DetectionMeter();
        int frames = 0;
        foreach ((string clip, int every) in s_mix)
            frames += await Judge(file, clip, every, meter);
        DetectionScores scores = meter.Report();

        Assert.InRange(frames, 200, 300);
        Assert.True(
            scores.Ap50 >= ModelPage.Floor("detector", floor),
            FormattableString.Invariant($"AP50 is {scores.Ap50:0.000}; by class {string.Join(", ", scores.ByClass.Select(one => FormattableString.Invariant($"{s_labels[one.ClassId]} {one.Ap50:0.000}")))}"));
    }

    [Theory]
    [InlineData("320x192")]
    [InlineData("960x576")]
    public async Task Size_OfTheInput_IsFree(string size)
    {
        int people = 0;
        await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(Options("model.onnx", "street", 60) with { InputSize = size, Confidence = 0.35f }))
            people += frame.Objects.Count;
        Assert.True(people > 0);
    }

    private static async Task<int> Judge(string file, string clip, int every, DetectionMeter meter)
    {
        TruthSet truth = TruthFile.Read(Path.ChangeExtension(SampleModel.Clip(clip), ".truth.csv"), s_classNames).MapClasses(s_labels)
            .Select(box => box with { Ignore = box.Ignore || box.Visibility < RunTruth.LeastVisibility || box.Box.Height < RunTruth.LeastHeight });
        int frames = 0;
        await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(Options(file, clip, every)))
        {
            if (frame.Decision.Outcome != GateOutcome.Analyze)
                continue;
            frames++;
            meter.Add(truth.Boxes(frame.Index), frame.Objects.Select(seen => seen.Detection).ToArray());
        }

        return frames;
    }

    private static AnalysisOptions Options(string file, string clip, int every) => new()
    {
        Input = SampleModel.Clip(clip),
        Model = SampleModel.File("detector", file),
        Gate = $"every-n:{every}",
        Tracker = "none",
        Confidence = 0.01f,
    };
}
