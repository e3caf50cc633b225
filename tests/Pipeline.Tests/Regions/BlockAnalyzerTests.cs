using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class BlockAnalyzerTests : LeaseGuard
{
    private const string Model = "models/yolox_nano.onnx";
    private const string Clip = "videos/street-vehicles.mp4";

    [SharedDataFact(Model, Clip)]
    public void Analyze_EveryBlock_SeesWhatTheDenseAnalyzerSees()
    {
        var options = new ModelOptions { ModelPath = SharedData.PathOf(Model) };
        using DetectorAnalyzer dense = DetectorAnalyzer.Load(options, new FrameTensorizer());
        using BlockAnalyzer blocks = BlockAnalyzer.Load(options, new BlockAnalyzerOptions { BreakEven = 2 }, new FrameTensorizer());
        var everything = BlockMask.ForInput(blocks.Info.InputWidth, blocks.Info.InputHeight, blocks.BlockSize);
        everything.Fill(true);
        var expected = new Observations();
        var found = new Observations();
        foreach (FrameLease frame in Frames(3))
        {
            using (frame)
            {
                dense.Analyze(frame, RegionPlan.Dense, expected);
                blocks.Analyze(frame, new RegionPlan.BlockPlan(everything), found);
            }

            Assert.Equal(expected.Detections.Count, found.Detections.Count);
            for (int index = 0; index < expected.Detections.Count; index++)
            {
                (Detection one, Detection other) = (expected.Detections[index], found.Detections[index]);
                Assert.Equal(one.ClassId, other.ClassId);
                Assert.Equal(one.Score, other.Score, 3);
                Assert.True(one.Box.IntersectionOverUnion(other.Box) > 0.99f);
                Assert.Equal(Provenance.Detected, other.Provenance);
            }

            Assert.Equal(dense.Info.DenseMacs, blocks.Info.DenseMacs);
        }
    }

    [SharedDataFact(Model, Clip)]
    public void Analyze_NoBlock_KeepsTheBoxesAndTheirAgeGrows()
    {
        using BlockAnalyzer blocks = BlockAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(Model) }, new BlockAnalyzerOptions(), new FrameTensorizer());
        var nothing = BlockMask.ForInput(blocks.Info.InputWidth, blocks.Info.InputHeight, blocks.BlockSize);
        var first = new Observations();
        var later = new Observations();
        TimeSpan start = default;
        foreach (FrameLease frame in Frames(3))
        {
            using (frame)
            {
                if (first.Detections.Count == 0)
                {
                    blocks.Analyze(frame, RegionPlan.Dense, first);
                    start = frame.StreamTime;
                    continue;
                }

                blocks.Analyze(frame, new RegionPlan.BlockPlan(nothing), later);
                Assert.Equal(0, later.Macs);
                Assert.False(later.WasFullPass);
                Assert.Equal(first.Detections.Select(seen => seen.Box), later.Detections.Select(seen => seen.Box));
                Assert.All(later.Detections, seen =>
                {
                    Assert.Equal(Provenance.Reused, seen.Provenance);
                    Assert.Equal(frame.StreamTime - start, seen.Age);
                });
            }
        }

        Assert.NotEmpty(later.Detections);
    }

    [SharedDataFact(Model)]
    public void Analyze_AnotherFrameSize_ComputesEverything()
    {
        using BlockAnalyzer blocks = BlockAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(Model) }, new BlockAnalyzerOptions(), new FrameTensorizer());
        var nothing = new RegionPlan.BlockPlan(BlockMask.ForInput(blocks.Info.InputWidth, blocks.Info.InputHeight, blocks.BlockSize));
        var observations = new Observations();
        using TestFrame small = new TestFrame(new FrameFormat(64, 48, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited)).FillNoise(1);
        using TestFrame large = new TestFrame(new FrameFormat(96, 48, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited)).FillNoise(2);

        blocks.Analyze(small, nothing, observations);
        Assert.True(observations.WasFullPass);
        blocks.Analyze(small, nothing, observations);
        Assert.False(observations.WasFullPass);
        blocks.Analyze(large, nothing, observations);
        Assert.True(observations.WasFullPass);
    }

    [SharedDataFact(Model)]
    public void Analyze_AboveTheBreakEven_ComputesEverything()
    {
        using BlockAnalyzer blocks = BlockAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(Model) }, new BlockAnalyzerOptions { BreakEven = 0.5 }, new FrameTensorizer());
        var mask = BlockMask.ForInput(blocks.Info.InputWidth, blocks.Info.InputHeight, blocks.BlockSize);
        for (int block = 0; block < mask.Length * 6 / 10; block++)
            mask[block / mask.Columns, block % mask.Columns] = true;
        using TestFrame frame = new TestFrame(new FrameFormat(64, 48, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited)).FillNoise(1);
        var observations = new Observations();
        blocks.Analyze(frame, RegionPlan.Dense, observations);

        blocks.Analyze(frame, new RegionPlan.BlockPlan(mask), observations);

        Assert.True(observations.WasFullPass);
        Assert.Equal(1, observations.ExecutedShare, 6);
    }

    private static IEnumerable<FrameLease> Frames(int count)
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf(Clip), new MediaSourceOptions { Start = TimeSpan.FromSeconds(20), Duration = TimeSpan.FromSeconds(count / 24.0) },
            new FrameLedger(), default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            source.Ledger.Analyze();
            yield return frame!;
        }
    }
}
