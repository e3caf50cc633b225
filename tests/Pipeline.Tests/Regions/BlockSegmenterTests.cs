using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Running;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class BlockSegmenterTests : LeaseGuard
{
    private const string Clip = "videos/dashcam-lane.mp4";
    private const string DeepLab = "models/deeplabv3_mobilenet_257.onnx";
    private const string TwinLite = "models/twinlitenet_360x640.onnx";

    [SharedDataTheory(DeepLab, TwinLite, Clip)]
    [InlineData(DeepLab)]
    [InlineData(TwinLite)]
    public void Analyze_EveryBlock_PaintsTheDenseMap(string model)
    {
        using var both = new Pair(model);
        FrameLease[] frames = Frames(1);
        using (frames[0])
            both.Analyze(frames[0], RegionPlan.Dense);

        Assert.Equal((both.Dense.Map.Width, both.Dense.Map.Height), (both.Blocks.Map.Width, both.Blocks.Map.Height));
        Assert.Equal(both.Dense.Map.Area, both.Blocks.Map.Area);
        Assert.InRange(both.Agreement(), 0.9999, 1);
        Assert.Equal(both.Dense.Segments.Select(segment => segment.ClassId), both.Blocks.Segments.Select(segment => segment.ClassId));
    }

    [SharedDataFact(DeepLab, Clip)]
    public void Analyze_SomeBlocks_PaintsThemAndKeepsTheRest()
    {
        using var both = new Pair(DeepLab);
        BlockMask mask = both.NewMask();
        for (int row = 0; row < mask.Rows; row++)
            mask[row, 0] = mask[row, 1] = mask[row, 2] = true;
        FrameLease[] frames = Frames(60);
        both.Analyze(frames[0], RegionPlan.Dense);
        byte[] before = both.Blocks.Map.Classes.ToArray();

        both.Analyze(frames[^1], new RegionPlan.BlockPlan(mask));

        Assert.False(both.Blocks.WasFullPass);
        Assert.InRange(both.Blocks.ExecutedShare, 0.2, 0.5);
        // Outputs are resized by interpolation, so classes change as far as the coarse cells that were computed again reach.
        int width = both.Blocks.Map.Width;
        for (int pixel = 0; pixel < before.Length; pixel++)
        {
            if (pixel % width >= 4 * 32)
                Assert.Equal(before[pixel], both.Blocks.Map.Classes[pixel]);
        }

        foreach (FrameLease frame in frames)
            frame.Dispose();
    }

    [SharedDataFact("models/squeezenet1_1_fp32_dynamic.onnx")]
    public void Load_AClassifier_IsRefusedWithTheReason()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => BlockAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf("models/squeezenet1_1_fp32_dynamic.onnx"), LabelsPath = SharedData.PathOf("models/imagenet_labels.txt") },
            new BlockAnalyzerOptions(), new FrameTensorizer()));

        Assert.Equal(ErrorKind.Model, error.Kind);
        Assert.Contains("runs detectors and segmenters, whose answers belong to places of the picture; the model's task is classify, use --region dense", error.Message, StringComparison.Ordinal);
    }

    [SharedDataFact(DeepLab, Clip)]
    public void Run_SegmenterByBlocks_CountsAreasForLessWork()
    {
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions
        {
            Input = SharedData.PathOf(Clip),
            Model = SharedData.PathOf(DeepLab),
            Region = "blocks:change",
            Duration = TimeSpan.FromSeconds(1),
        });
        StreamRun run = session.CreateRun([]);
        run.Run(CancellationToken.None);

        Assert.Equal(1, run.Totals.FullPasses);
        Assert.InRange(run.Totals.ExecutedShareSum / run.Totals.Analyzed, 0.05, 0.8);
        Assert.True(run.Totals.ShareSums.Sum() > run.Totals.Analyzed * 0.99);
    }

    private static FrameLease[] Frames(int count)
    {
        using VideoFileSource source = MediaSource.Open(SharedData.PathOf(Clip), new MediaSourceOptions(), new FrameLedger(), default);
        var frames = new FrameLease[count];
        for (int index = 0; index < count; index++)
        {
            Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
            source.Ledger.Analyze();
            frames[index] = frame!;
        }

        return frames;
    }

    private sealed class Pair : IDisposable
    {
        private readonly SegmenterAnalyzer _dense;
        private readonly BlockAnalyzer _blocks;

        public Pair(string model)
        {
            var options = new ModelOptions { ModelPath = SharedData.PathOf(model) };
            _dense = SegmenterAnalyzer.Load(options, new FrameTensorizer());
            _blocks = BlockAnalyzer.Load(options, new BlockAnalyzerOptions(), new FrameTensorizer());
            Assert.Equal(AnalysisTask.Segment, _blocks.Info.Task);
            Assert.Equal(_dense.Info.DenseMacs, _blocks.Info.DenseMacs);
        }

        public Observations Dense { get; } = new();

        public Observations Blocks { get; } = new();

        public BlockMask NewMask() => BlockMask.ForInput(_blocks.Info.InputWidth, _blocks.Info.InputHeight, _blocks.BlockSize);

        public void Analyze(FrameLease frame, RegionPlan region)
        {
            _dense.Analyze(frame, RegionPlan.Dense, Dense);
            _blocks.Analyze(frame, region, Blocks);
        }

        public double Agreement()
        {
            int same = 0;
            for (int pixel = 0; pixel < Dense.Map.Classes.Length; pixel++)
                same += Dense.Map.Classes[pixel] == Blocks.Map.Classes[pixel] ? 1 : 0;
            return (double)same / Dense.Map.Classes.Length;
        }

        public void Dispose()
        {
            _dense.Dispose();
            _blocks.Dispose();
        }
    }
}
