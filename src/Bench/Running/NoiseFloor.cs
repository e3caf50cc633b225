using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Encoding;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Bench.Running;

/// <summary>
/// Dense against itself where nothing has happened but to the pixels: how much disagreement is mere noise of the detector.
/// </summary>
internal static class NoiseFloor
{
    /// <summary>How many changes are measured.</summary>
    public const int Changes = 2;

    // A factor that any camera's own encoder could have chosen, and a shift that nobody would notice.
    private const int Crf = 28;
    private const int Shift = 8;

    /// <summary>Measures both changes.</summary>
    public static void Measure(
        BenchOptions options, BoxLog dense, List<(string Name, AgreementReport Agreement)> into, CancellationToken cancellationToken)
    {
        AnalysisOptions analysis = options.Analysis(new Plan());
        string copy = Path.Combine(Path.GetTempPath(), $"videodyn-{Guid.NewGuid():N}.mp4");
        try
        {
            Encode(analysis, copy, cancellationToken);
            BoxLog again = Run(analysis with { Input = copy, Start = TimeSpan.Zero, Duration = null }, source => source, cancellationToken);
            into.Add((FormattableString.Invariant($"coded again (x264, crf {Crf})"), Compare(options, analysis, dense, again, 0)));
        }
        finally
        {
            File.Delete(copy);
        }

        BoxLog shifted = Run(analysis, source => new ShiftedSource(source, Shift), cancellationToken);
        into.Add((FormattableString.Invariant($"without its first {Shift} rows and columns"), Compare(options, analysis, dense, shifted, Shift)));
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

    private static BoxLog Run(AnalysisOptions analysis, Func<IFrameSource, IFrameSource> change, CancellationToken cancellationToken)
    {
        using AnalysisSession session = AnalysisSession.Open(analysis, cancellationToken);
        using IFrameSource source = change(Open(analysis, cancellationToken));
        var log = new BoxLog();
        var run = new StreamRun(source, new AllGate(), new DenseRegion(), session.Analyzer, [log]);
        while (run.Step(cancellationToken))
        {
        }

        return log;
    }

    private static VideoFileSource Open(AnalysisOptions analysis, CancellationToken cancellationToken) => MediaSource.Open(
        analysis.Input, new MediaSourceOptions { Start = analysis.Start, Duration = analysis.Duration }, new FrameLedger(), cancellationToken);

    private static AgreementReport Compare(BenchOptions options, AnalysisOptions analysis, BoxLog dense, BoxLog other, int shift)
    {
        using AnalysisSession session = AnalysisSession.Open(analysis);
        var meter = new AgreementMeter(session.Analyzer.Info.Labels, options.Agreement);
        List<Detection> moved = [];
        for (int frame = 0; frame < Math.Min(dense.Frames.Count, other.Frames.Count); frame++)
        {
            moved.Clear();
            foreach (ref readonly Detection box in other.Boxes(frame))
            {
                BoundingBox at = box.Box;
                moved.Add(box with { Box = new(at.X1 + shift, at.Y1 + shift, at.X2 + shift, at.Y2 + shift) });
            }

            meter.Add(dense.Frames[frame].StreamTime, dense.Boxes(frame), [.. moved]);
        }

        return meter.Report();
    }
}
