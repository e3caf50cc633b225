using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

/// <summary>The dense analyzer on small graphs with known answers.</summary>
public sealed class ToyDetectorTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(128, 64, PixelLayout.Yuv420, ColorMatrix.Bt709, ColorRange.Limited);
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData(OnnxElementType.Float32, false, false, false)]
    [InlineData(OnnxElementType.Float16, false, false, false)]
    [InlineData(OnnxElementType.UInt8, false, false, false)]
    [InlineData(OnnxElementType.Float32, true, false, false)]
    [InlineData(OnnxElementType.Float32, false, true, false)]
    [InlineData(OnnxElementType.UInt8, true, true, true)]
    public void Analyze_WhateverTypeAndLayout_GivesTheSameBoxes(OnnxElementType type, bool inRows, bool packed, bool extraOutputFirst)
    {
        using DetectorAnalyzer analyzer = Load(ToyDetector.Yolov8(type, inRows, packed, extraOutputFirst));
        using TestFrame frame = new TestFrame(s_format).FillNoise(1);
        var observations = new Observations();

        analyzer.Analyze(frame, RegionPlan.Dense, observations);

        // The frame is twice as wide as the tensor; the last box sticks out and is clamped.
        Assert.Equal(2, observations.Detections.Count);
        Assert.Equal(new BoundingBox(44, 27, 84, 37), observations.Detections[0].Box);
        Assert.Equal(new BoundingBox(104, 52, 128, 64), observations.Detections[1].Box);
        Assert.Equal([1, 0], observations.Detections.Select(detection => detection.ClassId));
        Assert.Equal(0.9, observations.Detections[0].Score, 1e-3);
        Assert.Equal(0.6, observations.Detections[1].Score, 1e-3);
        Assert.Equal("yolov8", analyzer.Info.Head);
        Assert.False(observations.Truncated);
    }

    [Fact]
    public void Analyze_SteadyState_AllocatesNothing()
    {
        using DetectorAnalyzer analyzer = Load(ToyDetector.Yolov8(OnnxElementType.Float16));
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        Assert.Equal(0, Allocations.PerRound(() => analyzer.Analyze(frame, RegionPlan.Dense, observations)));
        Assert.Equal(2, observations.Detections.Count);
    }

    [Fact]
    public void Analyze_UsedObservations_AreClearedFirst()
    {
        using DetectorAnalyzer analyzer = Load(ToyDetector.Yolov8());
        using TestFrame frame = new(s_format);
        var observations = new Observations { Truncated = true };
        observations.Add(new Detection(new BoundingBox(0, 0, 1, 1), 0, 1));
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Equal(2, observations.Detections.Count);
        Assert.False(observations.Truncated);
    }

    [Fact]
    public void Analyze_OptionsBeatCard()
    {
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        using (DetectorAnalyzer strict = Load(ToyDetector.Yolov8(), options => options with { Confidence = 0.7f }))
            strict.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Single(observations.Detections);
        using (DetectorAnalyzer loose = Load(ToyDetector.Yolov8(), options => options with { Iou = 1 }))
            loose.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Equal(3, observations.Detections.Count);
        using (DetectorAnalyzer some = Load(ToyDetector.Yolov8(), options => options with { Classes = ["CLASS0"] }))
            some.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Equal(0, Assert.Single(observations.Detections).ClassId);
    }

    [Fact]
    public void Analyze_Caps_DropTheLowestScoresAndSaySo()
    {
        using TestFrame frame = new(s_format);
        var observations = new Observations();
        using (DetectorAnalyzer few = Load(ToyDetector.Yolov8(), options => options with { MaxDetections = 1 }))
            few.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Equal(1, Assert.Single(observations.Detections).ClassId);
        Assert.True(observations.Truncated);
        using (DetectorAnalyzer few = Load(ToyDetector.Yolov8(), options => options with { MaxCandidates = 2 }))
            few.Analyze(frame, RegionPlan.Dense, observations);
        Assert.Equal(0.9, Assert.Single(observations.Detections).Score, 1e-3);
        Assert.True(observations.Truncated);
    }

    [Fact]
    public void Load_UnknownClass_OffersTheNearest()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Load(ToyDetector.Yolov8(), options => options with { Classes = ["clas1", "person"] }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Equal("class 'clas1' is not among the model's 2 labels; did you mean 'class1'?; class 'person' is not among the model's 2 labels", error.Message);
    }

    [Fact]
    public void Load_OptionsOutOfRange_AreListedTogether()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => Load(
            ToyDetector.Yolov8(), options => options with { Confidence = 1.5f, Iou = float.NaN, Threads = 0, MaxDetections = 0, MaxCandidates = -1 }));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Equal(
            "confidence 1.5: expected a number from 0 to 1; iou NaN: expected a number from 0 to 1; threads 0: expected at least 1; "
            + "candidate cap -1: expected at least 1; detection cap 0: expected at least 1",
            error.Message);
    }

    private DetectorAnalyzer Load(OnnxModel model, Func<ModelOptions, ModelOptions>? change = null)
    {
        string path = _folder.Save("toy.onnx", model);
        _folder.Write("toy.yaml", CardTexts.Minimal(2));
        var options = new ModelOptions { ModelPath = path };
        return DetectorAnalyzer.Load(change?.Invoke(options) ?? options, new PlainTensorizer());
    }
}
