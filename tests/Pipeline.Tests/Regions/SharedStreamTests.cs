using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Analysis;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Regions;

public class SharedStreamTests : LeaseGuard
{
    private const string Model = "models/yolox_nano.onnx";

    [SharedDataFact(Model)]
    public void Analyze_TwoStreamsOfDifferentSizeOnOnePlan_SeeWhatEachSeesAlone()
    {
        using BlockAnalyzer one = Load(), other = Load();
        FrameFormat small = Format(320, 240), large = Format(640, 352);
        for (int frame = 0; frame < 3; frame++)
        {
            using TestFrame ofOne = new TestFrame(small).FillNoise(frame), ofOther = new TestFrame(large).FillNoise(100 + frame);
            RegionPlan plan = frame == 0 ? RegionPlan.Dense : new RegionPlan.BlockPlan(Mask(one, frame));
            Observations here = Analyze(one, ofOne, plan);
            Analyze(other, ofOther, plan);
            if (frame > 0)
                continue;
            using BlockAnalyzer alone = Load();
            Assert.Equal(Boxes(Analyze(alone, ofOne, plan)), Boxes(here));
        }

        Assert.Equal(one.Bytes, other.Bytes);
    }

    [SharedDataFact(Model)]
    public void Dispose_OneOfTwoStreams_LeavesTheOtherItsWeights()
    {
        using BlockAnalyzer one = Load();
        using TestFrame frame = new TestFrame(Format(320, 240)).FillNoise(1);
        Detection[] before;
        using (BlockAnalyzer other = Load())
            before = Boxes(Analyze(other, frame, RegionPlan.Dense));

        Assert.Equal(before, Boxes(Analyze(one, frame, RegionPlan.Dense)));
    }

    private static BlockAnalyzer Load() => BlockAnalyzer.Load(
        new ModelOptions { ModelPath = SharedData.PathOf(Model), Confidence = 0.01f }, new BlockAnalyzerOptions(), new FrameTensorizer());

    private static BlockMask Mask(BlockAnalyzer analyzer, int row)
    {
        var mask = BlockMask.ForInput(analyzer.Info.InputWidth, analyzer.Info.InputHeight, analyzer.BlockSize);
        for (int column = 0; column < mask.Columns; column++)
            mask[row, column] = true;
        return mask;
    }

    private static Observations Analyze(BlockAnalyzer analyzer, FrameLease frame, RegionPlan plan)
    {
        var observations = new Observations();
        analyzer.Analyze(frame, plan, observations);
        return observations;
    }

    private static Detection[] Boxes(Observations observations) => observations.Span.ToArray();

    private static FrameFormat Format(int width, int height) => new(width, height, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);
}
