using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Synth;

namespace VideoDyn.Models.Tests;

/// <summary>
/// The committed segmenter on the sample clips, whose seeds it has never seen, by our own runtime, against the floor of its
/// page. What is true of a frame is rendered anew, from the options that made the clip.
/// </summary>
public class SegmenterTests
{
    private const int Width = 640, Height = 384;
    private static readonly string[] s_labels = ["scenery", "person", "bicycle", "car", "van", "dog"];

    // As many frames in all as the page measures.
    private const int FramesPerClip = 75;

    [Fact]
    public void MeanOverlap_OnTheSampleClips_KeepsThePagesFloor()
    {
        var meter = new SegmentationMeter(6);
        int frames = 0;
        Parallel.ForEach(SampleClips.All, clip => Interlocked.Add(ref frames, Judge(clip.Name, clip.Options, meter)));

        Assert.InRange(frames, 4 * FramesPerClip, 5 * FramesPerClip);
        Assert.True(
            meter.MeanIntersectionOverUnion >= ModelPage.Floor("segmenter", "sample clips mIoU"),
            FormattableString.Invariant($"mIoU is {meter.MeanIntersectionOverUnion:0.000}; by class {string.Join(", ", Enumerable.Range(0, 6).Select(one => FormattableString.Invariant($"{s_labels[one]} {meter.IntersectionOverUnion(one):0.000}")))}"));
    }

    [Fact]
    public void BlockEngine_AllBlocks_PaintsTheDenseMap()
    {
        using SegmenterAnalyzer dense = SegmenterAnalyzer.Load(Options(), new FrameTensorizer());
        using BlockAnalyzer blocks = BlockAnalyzer.Load(Options(), new BlockAnalyzerOptions(), new FrameTensorizer());
        var (wanted, found) = (new Observations(), new Observations());
        ForFrames("street", 180, (frame, _) =>
        {
            dense.Analyze(frame, RegionPlan.Dense, wanted);
            blocks.Analyze(frame, RegionPlan.Dense, found);
            Assert.Equal((Width, Height), (found.Map.Width, found.Map.Height));
            int same = Equal(found, wanted);
            Assert.InRange((double)same / (Width * Height), 0.9999, 1);
        });

        Assert.Equal(blocks.Info.DenseMacs, blocks.Report.EngineMacs);
    }

    private static int Judge(string clip, SynthOptions options, SegmentationMeter meter)
    {
        using SegmenterAnalyzer segmenter = SegmenterAnalyzer.Load(Options(), new FrameTensorizer());
        Assert.Equal(s_labels, segmenter.Info.Labels);
        var renderer = new SceneRenderer(options);
        var seen = new Observations();
        byte[] truth = new byte[Width * Height];
        return ForFrames(clip, options.FrameCount / FramesPerClip, (frame, index) =>
        {
            segmenter.Analyze(frame, RegionPlan.Dense, seen);
            renderer.Render(index);
            renderer.CopyMask(truth);
            lock (meter)
                meter.Add(truth, seen.Map.Classes);
        });
    }

    private static int Equal(Observations one, Observations other)
    {
        int same = 0;
        for (int pixel = 0; pixel < one.Map.Classes.Length; pixel++)
            same += one.Map.Classes[pixel] == other.Map.Classes[pixel] ? 1 : 0;
        return same;
    }

    private static int ForFrames(string clip, int every, Action<FrameLease, int> look)
    {
        using VideoFileSource source = MediaSource.Open(SampleModel.Clip(clip), new MediaSourceOptions(), new FrameLedger(), default);
        int looked = 0;
        for (int index = 0; source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame; index++)
        {
            using (frame)
            {
                source.Ledger.Analyze();
                if (index % every != 0)
                    continue;
                look(frame!, index);
                looked++;
            }
        }

        return looked;
    }

    private static ModelOptions Options() => new() { ModelPath = SampleModel.File("segmenter") };
}
