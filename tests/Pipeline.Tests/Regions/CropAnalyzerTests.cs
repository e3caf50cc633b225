using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Crops;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class CropAnalyzerTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataTheory(Dynamic, Fixed, Clip)]
    [InlineData(Dynamic)]
    [InlineData(Fixed)]
    public void Analyze_CropOfTheWholeFrame_SeesWhatTheDenseAnalyzerSees(string model)
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(model), InputSize = new InputSize(416, 416) };
        using DetectorAnalyzer dense = DetectorAnalyzer.Load(options, new FrameTensorizer());
        using CropAnalyzer crops = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        (Observations expected, Observations found) = (new Observations(), new Observations());
        using FrameLease frame = Frame();
        dense.Analyze(frame, RegionPlan.Dense, expected);
        var whole = new CropArea(new BoundingBox(0, 0, frame.Format.Width, frame.Format.Height), 416, 416, CropReason.Scan);

        crops.Analyze(frame, new RegionPlan.CropPlan([whole], [], FullView: false), found);
        Same(expected, found);
        Assert.Equal(1, found.ExecutedShare, 6);

        crops.Analyze(frame, RegionPlan.Dense, found);
        Same(expected, found);
        Assert.True(found.WasFullPass);
    }

    [SharedDataFact(Dynamic, Clip)]
    public void Analyze_CropsOfOneSize_SeeTheSameTogetherAndAlone()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(416, 416) };
        using CropAnalyzer analyzer = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        using FrameLease frame = Frame();
        CropArea[] areas = [.. Enumerable.Range(0, 3).Select(index => new CropArea(new BoundingBox(10 + (index * 205), 80, 202 + (index * 205), 272), 192, 192, CropReason.Change))];
        var alone = new List<Detection>();
        var observations = new Observations();
        foreach (CropArea area in areas)
        {
            using CropAnalyzer fresh = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
            fresh.Analyze(frame, new RegionPlan.CropPlan([area], [], FullView: false), observations);
            alone.AddRange(observations.Detections);
        }

        analyzer.Analyze(frame, new RegionPlan.CropPlan(areas, [], FullView: false), observations);

        Assert.NotEmpty(alone);
        Assert.Equal(alone.Count, observations.Detections.Count);
        Assert.All(alone, one => Assert.Contains(observations.Detections, other =>
            other.ClassId == one.ClassId && MathF.Abs(other.Score - one.Score) < 1e-4f && other.Box.IntersectionOverUnion(one.Box) > 0.999f));
        Assert.Equal(3 * analyzer.Sizes.Single(size => size.Width == 192).Macs, observations.Macs);
    }

    [SharedDataFact(Fixed, Clip)]
    public void Analyze_MosaicOfFixedModel_SeesInEachSlotWhatLiesThereAndNothingAcrossSeams()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Fixed) };
        using CropAnalyzer analyzer = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        Assert.Equal([98, 204, 416], analyzer.Sizes.Select(size => size.Width));
        using DetectorAnalyzer dense = DetectorAnalyzer.Load(options, new FrameTensorizer());
        using FrameLease frame = Frame();
        var expected = new Observations();
        dense.Analyze(frame, RegionPlan.Dense, expected);
        Detection[] cars = [.. expected.Detections.Where(car => car.Score > 0.5f && MathF.Max(car.Box.Width, car.Box.Height) < 150)];
        Assert.NotEmpty(cars);
        CropArea[] crops = [.. Enumerable.Range(0, 4).SelectMany(_ => cars).Take(5).Select(car => Around(car.Box, 204, frame.Format))];
        var found = new Observations();
        analyzer.Analyze(frame, new RegionPlan.CropPlan(crops, [], FullView: false), found);
        // Five crops of a quarter each need two runs.
        Assert.Equal(2, found.ExecutedShare, 6);
        Assert.All(cars, car => Assert.Contains(found.Detections, other => other.ClassId == car.ClassId && other.Box.IntersectionOverUnion(car.Box) > 0.6f));
        Assert.All(found.Detections, one => Assert.Contains(crops, crop =>
            one.Box.X1 >= crop.Area.X1 - 3 && one.Box.Y1 >= crop.Area.Y1 - 3 && one.Box.X2 <= crop.Area.X2 + 3 && one.Box.Y2 <= crop.Area.Y2 + 3));
    }

    [SharedDataFact(Fixed)]
    public void Load_ModelOfFixedSize_TakesCropsOfThatSizeOnly()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Fixed) };
        using (CropAnalyzer analyzer = CropAnalyzer.Load(options, new CropOptions { Mosaic = false }, new FrameTensorizer()))
            Assert.Equal((416, 416), Assert.Single(analyzer.Sizes.Select(size => (size.Width, size.Height))));
        VideoDynException error = Assert.Throws<VideoDynException>(() =>
            CropAnalyzer.Load(options, new CropOptions { Sizes = [new InputSize(128, 128)] }, new FrameTensorizer()));
        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains("128x128", error.Message, StringComparison.Ordinal);
        Assert.Contains("fixed to 416x416", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact(Dynamic)]
    public void Load_SizeThatIsNoMultipleOfTheStride_IsRefusedWithTheStride()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(416, 416) };
        VideoDynException error = Assert.Throws<VideoDynException>(() =>
            CropAnalyzer.Load(options, new CropOptions { Sizes = [new InputSize(100, 100)] }, new FrameTensorizer()));
        Assert.Contains("multiples of 32", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact(Dynamic)]
    public void Analyze_CropOfAnotherSizeOrBeyondTheBorder_IsRefused()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(416, 416) };
        using CropAnalyzer analyzer = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        using TestFrame frame = new TestFrame(new FrameFormat(640, 480, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited)).FillNoise(1);
        var observations = new Observations();
        Assert.Throws<ArgumentException>(() => Run(new CropArea(new BoundingBox(0, 0, 100, 100), 100, 100, CropReason.Scan)));
        Assert.Throws<ArgumentException>(() => Run(new CropArea(new BoundingBox(600, 400, 728, 528), 128, 128, CropReason.Scan)));
        Run(new CropArea(new BoundingBox(639, 479, 640, 480), 128, 128, CropReason.Scan));

        void Run(CropArea crop) => analyzer.Analyze(frame, new RegionPlan.CropPlan([crop], [], FullView: false), observations);
    }

    private static void Same(Observations expected, Observations found)
    {
        Assert.NotEmpty(expected.Detections);
        Assert.Equal(expected.Detections.Count, found.Detections.Count);
        for (int index = 0; index < expected.Detections.Count; index++)
        {
            (Detection one, Detection other) = (expected.Detections[index], found.Detections[index]);
            Assert.Equal(one.ClassId, other.ClassId);
            Assert.InRange(other.Score, one.Score - 1e-4f, one.Score + 1e-4f);
            Assert.True(one.Box.IntersectionOverUnion(other.Box) > 0.999f);
        }
    }

    private static CropArea Around(BoundingBox box, int side, FrameFormat format)
    {
        float x = Math.Clamp(MathF.Floor(((box.X1 + box.X2) - side) / 2), 0, format.Width - side);
        float y = Math.Clamp(MathF.Floor(((box.Y1 + box.Y2) - side) / 2), 0, format.Height - side);
        return new CropArea(new BoundingBox(x, y, x + side, y + side), side, side, CropReason.Track);
    }

    private static FrameLease Frame()
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf(Clip), new MediaSourceOptions { Start = TimeSpan.FromSeconds(20) }, new FrameLedger(), default);
        Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
        source.Ledger.Analyze();
        return frame!;
    }
}
