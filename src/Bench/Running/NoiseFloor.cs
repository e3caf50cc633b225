using VideoDyn.Bench.Comparing;
using VideoDyn.Bench.Logging;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Bench.Running;

/// <summary>
/// Dense against itself where nothing has happened but to the pixels: how much disagreement is mere noise of the network.
/// </summary>
internal static class NoiseFloor
{
    /// <summary>How many changes are measured.</summary>
    public const int Changes = 2;

    // A factor that any camera's own encoder could have chosen, and a shift that nobody would notice.
    private const int Crf = 28;
    private const int Shift = 8;

    /// <summary>Measures both changes.</summary>
    /// <param name="video">Where dense was measured; takes the results.</param>
    /// <param name="analysis">The dense run.</param>
    /// <param name="cancellationToken">Ends it; what is measured stays.</param>
    public static void Measure(VideoRecord video, AnalysisOptions analysis, CancellationToken cancellationToken)
    {
        string copy = Path.Combine(Path.GetTempPath(), $"videodyn-{Guid.NewGuid():N}.mp4");
        try
        {
            Encode(analysis, copy, cancellationToken);
            PlanLog again = Run(analysis with { Input = copy, Start = TimeSpan.Zero, Duration = null }, 0, cancellationToken);
            Add(FormattableString.Invariant($"coded again (x264, crf {Crf})"), again);
        }
        finally
        {
            File.Delete(copy);
        }

        Add(FormattableString.Invariant($"without its first {Shift} rows and columns"), Run(analysis, Shift, cancellationToken));

        void Add(string name, PlanLog other)
        {
            var dense = new LoggedPlan(video.Dense.Log!, video.Dense.Info!);
            video.NoiseFloor.Add((name, PlanComparison.Compare(dense, dense with { Log = other }, video.Options)));
        }
    }

    private static void Encode(AnalysisOptions analysis, string path, CancellationToken cancellationToken)
    {
        using VideoFileSource source = Open(analysis, cancellationToken);
        VideoEncoder? encoder = null;
        try
        {
            while (source.Read(out FrameLease? frame, cancellationToken) == FrameReadStatus.Frame)
            {
                using (frame)
                {
                    FrameFormat format = frame!.Format;
                    encoder ??= new VideoEncoder(new VideoEncoderOptions
                    {
                        Path = path,
                        Width = format.Width,
                        Height = format.Height,
                        Matrix = format.Matrix,
                        Range = format.Range,
                        Crf = Crf,
                    });
                    encoder.Load(frame);
                    encoder.Submit(frame.StreamTime);
                }

                source.Ledger.Analyze();
            }
        }
        finally
        {
            encoder?.Dispose();
        }
    }

    private static PlanLog Run(AnalysisOptions analysis, int shift, CancellationToken cancellationToken)
    {
        using AnalysisSession session = AnalysisSession.Open(analysis, cancellationToken);
        VideoFileSource whole = Open(analysis, cancellationToken);
        using IFrameSource source = shift == 0 ? whole : new ShiftedSource(whole, shift);
        var log = new PlanLog { Offset = shift };
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), session.Analyzer, [log]);
        while (run.Step(cancellationToken))
        {
        }

        return log;
    }

    private static VideoFileSource Open(AnalysisOptions analysis, CancellationToken cancellationToken) => MediaSource.Open(
        analysis.Input, new MediaSourceOptions { Start = analysis.Start, Duration = analysis.Duration }, new FrameLedger(), cancellationToken);
}
