using System.Runtime.CompilerServices;
using System.Threading.Channels;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline;

/// <summary>The library's front door: analyze a video and read the results as they come.</summary>
public static class VideoAnalyzer
{
    // Small on purpose: the reader sees results early, and a slow reader slows the analysis down instead of filling memory.
    private const int ResultsAhead = 8;

    /// <summary>Analyzes one stream on a thread of its own.</summary>
    /// <param name="options">What to analyze and how.</param>
    /// <param name="cancellationToken">Ends the stream of results with <see cref="OperationCanceledException"/>.</param>
    /// <returns>Every frame in stream order. Leaving the loop early stops the analysis.</returns>
    /// <exception cref="Core.Errors.VideoDynException">An option is invalid, or input or model cannot be used.</exception>
    /// <example><code>
    /// await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(new() { Input = "street.mp4", Model = "yolox.onnx" }))
    ///     Console.WriteLine($"{frame.StreamTime}: {string.Join(", ", frame.Objects.Select(seen => seen.Label))}");
    /// </code></example>
    public static async IAsyncEnumerable<AnalyzedFrame> AnalyzeAsync(
        AnalysisOptions options, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var space = new SemaphoreSlim(ResultsAhead);
        Channel<AnalyzedFrame> results = Channel.CreateUnbounded<AnalyzedFrame>(
            new UnboundedChannelOptions { SingleReader = true, SingleWriter = true });
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        // Decoding and inference block inside native code, so they get a thread that is nobody else's.
        var thread = new Thread(() => Run(options, results.Writer, space, ended, stop.Token)) { Name = "videodyn", IsBackground = true };
        thread.Start();
        try
        {
            await foreach (AnalyzedFrame frame in results.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return frame;
                space.Release();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ended.Task.ConfigureAwait(false);
        }
    }

    private static void Run(
        AnalysisOptions options, ChannelWriter<AnalyzedFrame> results, SemaphoreSlim space, TaskCompletionSource ended, CancellationToken stop)
    {
        Exception? failure = null;
        try
        {
            using AnalysisSession session = AnalysisSession.Open(options, stop);
            var writer = new ResultWriter(session.Analyzer.Info.Labels, results, space, stop) { HasActions = session.Actions is not null };
            session.Actions?.Tell(writer.Recognized);
            StreamRun run = session.CreateRun(writer);
            if (run.Run(stop))
            {
                session.Actions?.Complete(run.Clock);
                writer.Complete();
            }
        }
        catch (Exception error)
        {
            failure = error;
        }

        results.Complete(failure is OperationCanceledException ? null : failure);
        ended.SetResult();
    }

    private sealed class ResultWriter(
        IReadOnlyList<string> labels, ChannelWriter<AnalyzedFrame> results, SemaphoreSlim space, CancellationToken stop) : IFrameObserver
    {
        private readonly List<ActionEvent> _recognized = [];
        private AnalyzedFrame? _held;

        public Stage Stage => Stage.Rest;

        public bool NeedsPixels => false;

        /// <summary>Whether actions may be recognised when the stream ends, so that the last frame waits for that.</summary>
        public bool HasActions { get; init; }

        // Before the frame with which it became known is handed out.
        public void Recognized(ActionEvent action) => _recognized.Add(action);

        public void OnFrame(FrameView view)
        {
            LabelledObject[] objects = view.IsAnalyzed ? [.. view.Observations.Detections.Select(Label)] : [];
            var frame = new AnalyzedFrame(view.Frame.Index, view.Frame.StreamTime, view.Decision, objects)
            {
                Tracks = [.. view.Tracks],
                Labels = view.IsAnalyzed ? [.. view.Observations.Labels] : [],
                Segments = view.IsAnalyzed ? [.. view.Observations.Segments] : [],
                Actions = [.. _recognized],
            };
            _recognized.Clear();
            if (!HasActions)
            {
                Write(frame);
                return;
            }

            if (_held is { } before)
                Write(before);
            _held = frame;
        }

        /// <summary>Hands out the frame that waited, with what became known at the end.</summary>
        public void Complete()
        {
            if (_held is { } last)
                Write(last with { Actions = [.. last.Actions, .. _recognized] });
        }

        private void Write(AnalyzedFrame frame)
        {
            space.Wait(stop);
            results.TryWrite(frame);
        }

        private LabelledObject Label(Detection detection) => new(labels[detection.ClassId], detection);
    }
}
