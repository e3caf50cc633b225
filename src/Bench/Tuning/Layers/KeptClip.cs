using VideoDyn.Bench.Running;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Pipeline;

namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>The frames of a clip in memory, each with what the dense network sees in it.</summary>
internal sealed class KeptClip : IDisposable
{
    private readonly List<(KeptFrame Frame, Detection[] Dense)> _frames = [];

    /// <summary>The frames in order.</summary>
    public IReadOnlyList<(KeptFrame Frame, Detection[] Dense)> Frames => _frames;

    /// <summary>Multiply-accumulates of dense over all frames.</summary>
    public long DenseMacs { get; private set; }

    /// <summary>Decodes and analyzes a clip.</summary>
    /// <param name="video">The clip.</param>
    /// <param name="room">Bytes that its frames may take.</param>
    /// <param name="progress">Told now and then.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="VideoDynException">Clip or model cannot be used, or the frames take too much room.</exception>
    public static KeptClip Read(BenchOptions video, long room, Action<string> progress, CancellationToken cancellationToken)
    {
        using AnalysisSession session = AnalysisSession.Open(video.Analysis(new Plan()), cancellationToken);
        if (session.Analyzer.Info.Task != AnalysisTask.Detect)
            throw VideoDynException.Configuration($"tune keeps the agreement of boxes, but {session.Analyzer.Info.Model} is no detector");
        var clip = new KeptClip();
        try
        {
            var dense = new Observations();
            long bytes = 0;
            while (session.Source.Read(out FrameLease? read, cancellationToken) == FrameReadStatus.Frame)
            {
                using FrameLease frame = read!;
                session.Analyzer.Analyze(frame, RegionPlan.Dense, dense);
                session.Source.Ledger.Analyze();
                var kept = new KeptFrame(frame);
                clip._frames.Add((kept, [.. dense.Detections]));
                clip.DenseMacs += dense.Macs;
                if ((bytes += kept.Bytes) > room)
                    throw VideoDynException.Configuration(FormattableString.Invariant($"{video.Input}: the frames take more than the {room >> 20} MB that tuning keeps; take less of it with --duration, at most {frame.StreamTime.TotalSeconds:F0} s"));
                if (clip._frames.Count % 25 == 0)
                    progress(FormattableString.Invariant($"{Path.GetFileName(video.Input)}: dense, {frame.StreamTime.TotalSeconds:F0} s"));
            }

            return clip;
        }
        catch
        {
            clip.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach ((KeptFrame frame, _) in _frames)
            frame.Dispose();
        _frames.Clear();
    }
}
