using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests;

/// <summary>Real segmenters, classifiers and second models in one bench.</summary>
public class OtherTasksTests : LeaseGuard
{
    [SharedDataFact("models/deeplabv3_mobilenet_257.onnx")]
    public void Run_Segmenter_IsComparedByItsMaps()
    {
        BenchReport report = Run("videos/one-by-one-person-detection.mp4", "models/deeplabv3_mobilenet_257.onnx", TimeSpan.FromSeconds(106), "every-n:4");

        VideoReport video = report.Videos[0];
        SegmentationSection maps = video.Plans[1].Segmentation!;
        Assert.Equal("segment", video.Task);
        Assert.InRange(maps.MeanIou!.Value, 0.2, 0.9999);
        Assert.InRange(maps.Pixels.Value!.Value, 0.8, 0.9999);
        Assert.Contains("person", maps.ByClass.Keys);
        Assert.Equal((null, maps.MeanIou), (video.Plans[1].Agreement, report.Overall[1].Agreement.Value));
        using var text = new StringWriter();
        BenchTable.Print(text, report);
        Assert.Contains("mIoU", text.ToString(), StringComparison.Ordinal);
    }

    [SharedDataFact("models/squeezenet1_1_fp32_dynamic.onnx")]
    public void Run_Classifier_IsComparedByItsFirstLabel()
    {
        BenchReport report = Run("videos/street-vehicles.mp4", "models/squeezenet1_1_fp32_dynamic.onnx", TimeSpan.Zero, "every-n:3", "size:75%");

        VideoReport video = report.Videos[0];
        ClassificationSection labels = video.Plans[1].Classification!;
        Assert.Equal(("classify", 48L), (video.Task, labels.Frames));
        Assert.InRange(labels.Top1.Value!.Value, 0.3, 0.9999);
        Assert.True(labels.Changes < labels.ReferenceChanges, $"{labels.Changes} {labels.ReferenceChanges}");
        // 75 % of 224 is 168, the nearest multiple of 32 is 160.
        Assert.Equal((160, 160), (video.Plans[2].Model.InputWidth, video.Plans[2].Model.InputHeight));
    }

    [SharedDataFact("models/yolox_nano_dynamic.onnx")]
    public void Run_SmallerInputsAndAnotherModel_AreRivals()
    {
        string other = SharedData.PathOf("models/fastestdet.onnx");
        BenchReport report = Run("videos/street-vehicles.mp4", "models/yolox_nano_dynamic.onnx", TimeSpan.FromSeconds(8), "size:sweep", $"model:{other}");

        IReadOnlyList<PlanReport> plans = report.Videos[0].Plans;
        Assert.Equal(["dense", "75%", "50%", "fastestdet"], plans.Select(plan => plan.Name));
        Assert.Equal([416, 320, 224], plans.Take(3).Select(plan => plan.Model.InputWidth));
        Assert.True(plans[1].MacShare < 0.7 && plans[2].MacShare < plans[1].MacShare);
        Assert.All(plans.Skip(1), plan => Assert.InRange(plan.Agreement!.Overall.Value!.Value, 0.05, 0.99));
        Assert.Equal("fastestdet.onnx", plans[3].Model.File);
    }

    [SharedDataFact("models/squeezenet1_1_fp32_dynamic.onnx")]
    public void Run_ModelOfAnotherTask_IsRefusedWithThePlansName()
    {
        string other = SharedData.PathOf("models/squeezenet1_1_fp32_dynamic.onnx");

        VideoDynException error = Assert.Throws<VideoDynException>(() => Run("videos/street-vehicles.mp4", "models/fastestdet.onnx", TimeSpan.Zero, $"model:{other}"));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("plan 'squeezenet1_1_fp32_dynamic'", error.Message, StringComparison.Ordinal);
        Assert.Contains("results of different tasks cannot be compared", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact("videos/synthetic-cam2.gt.txt")]
    public void Run_TruthWithALaterStart_IsReadAtTheRightFrames()
    {
        BenchOptions options = Options("videos/synthetic-cam2.mp4", "models/yolox_nano.onnx", TimeSpan.FromSeconds(12.1)) with { Truth = SharedData.PathOf("videos/synthetic-cam2.gt.txt") };

        AccuracySection late = new BenchJob([options], "test").Run(_ => { }, CancellationToken.None).Report.Videos[0].Plans[0].Accuracy!;

        // One frame beside it a walking person still overlaps; whole seconds beside it nothing does.
        Assert.True(late.Ap50 > 0.2, $"{late.Ap50}");
    }

    private static BenchReport Run(string video, string model, TimeSpan start, params string[] plans) =>
        new BenchJob([Options(video, model, start, plans)], "test").Run(_ => { }, CancellationToken.None).Report;

    private static BenchOptions Options(string video, string model, TimeSpan start, params string[] plans) => new()
    {
        Input = SharedData.PathOf(video),
        Model = SharedData.PathOf(model),
        Plans = [.. plans.SelectMany(PlanText.Parse)],
        Start = start,
        Duration = TimeSpan.FromSeconds(2),
        WarmUp = TimeSpan.Zero,
        Agreement = new() { MinimumReferenceBoxes = 20 },
        MinRepeats = 1,
        MaxRepeats = 1,
    };
}
