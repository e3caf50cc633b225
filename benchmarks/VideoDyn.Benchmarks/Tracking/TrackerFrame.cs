using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Tracking;
using VideoDyn.Evaluation.Truth;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Benchmarks.Tracking;

/// <summary>What a tracker is given for one frame.</summary>
/// <param name="Time">Stream time.</param>
/// <param name="Detections">Detections, weak ones included.</param>
internal sealed record TrackerFrame(TimeSpan Time, Detection[] Detections)
{
    private const double SyntheticRate = 30;

    /// <summary>The persons of the synthetic camera, seen exactly, and who they are.</summary>
    public static (List<TrackerFrame> Frames, List<TrackedBox[]> Truth) Synthetic()
    {
        IReadOnlyList<MotRecord> records = MotFile.Read(BenchmarkData.Clip("synthetic-cam2.gt.txt"));
        List<TrackerFrame> frames = [];
        List<TrackedBox[]> truth = [];
        ILookup<int, MotRecord> byFrame = records.ToLookup(record => record.Frame);
        for (int frame = 1; frame <= records.Max(record => record.Frame); frame++)
        {
            // Class 1 is persons; the others stand still.
            frames.Add(new TrackerFrame(
                TimeSpan.FromSeconds((frame - 1) / SyntheticRate), [.. byFrame[frame].Select(record => new Detection(record.Box, record.ClassId, 1))]));
            truth.Add([.. byFrame[frame].Where(record => record.ClassId == 1).Select(record => new TrackedBox(record.Id, record.Box, record.ClassId))]);
        }

        return (frames, truth);
    }

    /// <summary>Every frame of a clip through a detector.</summary>
    public static List<TrackerFrame> Detected(string clip, string model)
    {
        using VideoFileSource source = MediaSource.Open(BenchmarkData.Clip(clip), new MediaSourceOptions(), new FrameLedger(), CancellationToken.None);
        using var analyzer = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = BenchmarkData.Model(model), WeakConfidence = FrameTracker.WeakScore, Threads = Environment.ProcessorCount }, new FrameTensorizer());
        var seen = new Observations();
        List<TrackerFrame> frames = [];
        while (source.Read(out FrameLease? frame, CancellationToken.None) == FrameReadStatus.Frame)
        {
            using (frame)
            {
                analyzer.Analyze(frame!, RegionPlan.Dense, seen);
                frames.Add(new TrackerFrame(frame!.StreamTime, [.. seen.Detections]));
            }
        }

        return frames;
    }
}
