using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Cards;
using VideoDyn.Inference.Crops;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Crops;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

/// <summary>Crops that went through the network with those of another stream give what they give alone, to the last bit.</summary>
public class SharedCropTests : LeaseGuard
{
    private const string Dynamic = "models/yolox_nano_dynamic.onnx";
    private const string Fixed = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataFact(Dynamic, Clip)]
    public void Crops_OfTwoStreamsInOneRun_SeeWhatTheySeeAlone()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(416, 416) };
        using SharedCropModel model = CropAnalyzer.LoadShared(options, new CropOptions());
        using CropAnalyzer one = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer());
        using CropAnalyzer other = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer());
        using FrameLease frame = Frame();
        RegionPlan[] plans = [Plan((10, 80), (215, 80)), Plan((420, 80), (120, 120), (30, 60))];
        (Observations first, Observations second) = (new Observations(), new Observations());

        CropTicket[] crops = [.. one.Begin(frame, plans[0], first), .. other.Begin(frame, plans[1], second)];
        // The crops of 320 do not wait.
        Assert.Equal(5, crops.Length);
        Assert.Single(crops.DistinctBy(crop => crop.Lane));
        crops[0].Lane.Run(crops);
        one.Complete(frame, plans[0], first);
        other.Complete(frame, plans[1], second);

        foreach ((RegionPlan plan, Observations found) in plans.Zip([first, second]))
        {
            using CropAnalyzer alone = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
            var expected = new Observations();
            alone.Analyze(frame, plan, expected);
            Assert.NotEmpty(expected.Detections);
            Assert.Equal(expected.Detections, found.Detections);
            Assert.Equal((expected.Macs, expected.ExecutedShare), (found.Macs, found.ExecutedShare));
        }
    }

    [SharedDataTheory(Dynamic, Fixed, Clip)]
    [InlineData(Dynamic)]
    [InlineData(Fixed)]
    public void Analyze_OfASharedModel_IsThatOfItsOwn(string file)
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(file), InputSize = new InputSize(416, 416) };
        using SharedCropModel model = CropAnalyzer.LoadShared(options, new CropOptions());
        using CropAnalyzer shared = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer());
        using CropAnalyzer own = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        Assert.Equal(own.Sizes, shared.Sizes);
        using FrameLease frame = Frame();
        CropSize[] sizes = [.. own.Sizes.Take(3)];
        CropArea[] areas = [.. sizes.Select((size, index) => new CropArea(new BoundingBox(40 * index, 60, (40 * index) + size.Width, 60 + Math.Min(size.Height, 290)), size.Width, size.Height, CropReason.Scan))];
        var plan = new RegionPlan.CropPlan(areas, [], FullView: true);
        (Observations expected, Observations found) = (new Observations(), new Observations());
        own.Analyze(frame, plan, expected);
        shared.Analyze(frame, plan, found);
        Assert.NotEmpty(expected.Detections);
        Assert.Equal(expected.Detections, found.Detections);
        Assert.Equal(expected.Macs, found.Macs);
        Assert.Equal(file == Fixed ? 0 : 3, shared.Begin(frame, plan, found).Count);
    }

    [SharedDataFact(Fixed, Clip)]
    public void SmallCrops_OfTwoLiveStreams_ShareOneCanvasOfAModelOfOneSize()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Fixed) };
        using SharedCropModel model = CropAnalyzer.LoadShared(options, new CropOptions());
        using CropAnalyzer one = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer(), sharesCanvases: true);
        using CropAnalyzer other = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer(), sharesCanvases: true);
        CropSize half = one.Sizes.First(size => size.Width == 204);
        using FrameLease frame = Frame();
        RegionPlan[] plans = [Parts(half, (10, 80), (215, 80)), Parts(half, (420, 80), (120, 120))];
        (Observations first, Observations second) = (new Observations(), new Observations());

        CropTicket[] crops = [.. one.Begin(frame, plans[0], first), .. other.Begin(frame, plans[1], second)];
        Assert.Equal([4, 4, 4, 4], crops.Select(crop => crop.Units));
        Assert.Single(crops.DistinctBy(crop => crop.Lane));
        crops[0].Lane.Run(crops);
        one.Complete(frame, plans[0], first);
        other.Complete(frame, plans[1], second);
        // One run of the network for both, and each pays its half.
        Assert.InRange(first.Macs + second.Macs, one.Info.DenseMacs - 8, one.Info.DenseMacs);
        Assert.Equal(first.Macs, second.Macs);

        foreach ((RegionPlan plan, Observations found) in plans.Zip([first, second]))
        {
            using CropAnalyzer alone = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
            var expected = new Observations();
            alone.Analyze(frame, plan, expected);
            Detection[] clear = [.. expected.Detections.Where(detection => detection.Score >= 0.5f)];
            Assert.NotEmpty(clear);
            // Neighbours reach a little over the seam: the same objects, if not the same bits.
            Assert.All(clear, detection => Assert.Contains(
                found.Detections, seen => seen.ClassId == detection.ClassId && seen.Box.IntersectionOverUnion(detection.Box) > 0.7f));
            foreach (Detection seen in found.Detections)
                Assert.Contains(((RegionPlan.CropPlan)plan).Crops, crop => crop.Contains(Shrink(seen.Box)));
        }
    }

    [SharedDataFact(Fixed, Clip)]
    public void SmallCrops_OfALiveStreamAlone_AreThoseOfItsOwnCanvas()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Fixed) };
        using SharedCropModel model = CropAnalyzer.LoadShared(options, new CropOptions());
        using CropAnalyzer shared = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer(), sharesCanvases: true);
        using CropAnalyzer own = CropAnalyzer.Load(options, new CropOptions(), new FrameTensorizer());
        using FrameLease frame = Frame();
        CropSize quarter = own.Sizes[0], half = own.Sizes[1];
        Assert.Equal((98, 204), (quarter.Width, half.Width));
        var plan = new RegionPlan.CropPlan(
            [
                .. Parts(half, (10, 80), (215, 80), (420, 80)).Crops,
                .. Parts(quarter, (10, 80), (120, 120), (300, 100), (400, 90), (500, 90)).Crops,
            ],
            [], FullView: false);
        (Observations expected, Observations found) = (new Observations(), new Observations());
        own.Analyze(frame, plan, expected);
        shared.Analyze(frame, plan, found);
        Assert.NotEmpty(expected.Detections);
        Assert.Equal(expected.Detections, found.Detections);
        // Three halves and five quarters: the fifth needs a second canvas.
        Assert.InRange(found.Macs, (2 * own.Info.DenseMacs) - 32, 2 * own.Info.DenseMacs);
        Assert.Equal(expected.Macs, found.Macs);
    }

    [SharedDataFact(Dynamic)]
    public void Model_WhoseLastStreamLeaves_SaysSoOnce()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Dynamic), InputSize = new InputSize(416, 416) };
        using SharedCropModel model = CropAnalyzer.LoadShared(options, new CropOptions());
        int told = 0;
        model.Unused = _ => told++;
        CropAnalyzer one = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer()), other = CropAnalyzer.Share(model, new CropOptions(), new FrameTensorizer());
        one.Dispose();
        one.Dispose();
        Assert.True(model.IsUsed);
        other.Dispose();
        Assert.Equal((false, 1), (model.IsUsed, told));
    }

    private static BoundingBox Shrink(BoundingBox box) => new(box.X1 + 3, box.Y1 + 3, MathF.Max(box.X1 + 3, box.X2 - 3), MathF.Max(box.Y1 + 3, box.Y2 - 3));

    private static RegionPlan.CropPlan Parts(CropSize size, params (int X, int Y)[] corners) => new(
        [.. corners.Select(corner => new CropArea(new BoundingBox(corner.X, corner.Y, corner.X + size.Width, corner.Y + size.Height), size.Width, size.Height, CropReason.Change))],
        [], FullView: false);

    private static RegionPlan.CropPlan Plan(params (int X, int Y)[] corners) => new(
        [
            .. corners.Select(corner => new CropArea(new BoundingBox(corner.X, corner.Y, corner.X + 192, corner.Y + 192), 192, 192, CropReason.Change)),
            new CropArea(new BoundingBox(300, 20, 620, 340), 320, 320, CropReason.Track),
        ],
        [], FullView: false);

    private static FrameLease Frame()
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf(Clip), new MediaSourceOptions { Start = TimeSpan.FromSeconds(20) }, new FrameLedger(), default);
        Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
        source.Ledger.Analyze();
        return frame!;
    }
}
