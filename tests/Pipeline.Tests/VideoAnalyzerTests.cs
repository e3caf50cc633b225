using VideoDyn.Core.Errors;
using VideoDyn.Core.Plans;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests;

public class VideoAnalyzerTests : LeaseGuard
{
    [Fact]
    public async Task AnalyzeAsync_Sample_YieldsEveryFrameInOrder()
    {
        List<AnalyzedFrame> frames = [];
        await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(SamplePaths.Options with { Gate = "every-n:5" }))
            frames.Add(frame);

        Assert.Equal(Enumerable.Range(0, 225).Select(index => (long)index), frames.Select(frame => frame.Index));
        Assert.All(frames, frame => Assert.Equal(frame.Index % 5 == 0, frame.Decision.Outcome == GateOutcome.Analyze));
        Assert.Contains(frames, frame => frame.Objects.Any(seen => seen.Label == "ball"));
    }

    [Fact]
    public async Task AnalyzeAsync_LoopLeftEarly_StopsAndLeaksNothing()
    {
        int seen = 0;
        await foreach (AnalyzedFrame _ in VideoAnalyzer.AnalyzeAsync(SamplePaths.Options))
        {
            if (++seen == 3)
                break;
        }

        Assert.Equal(3, seen);
    }

    [Fact]
    public async Task AnalyzeAsync_Cancelled_Throws()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(SamplePaths.Options, stop.Token))
                await stop.CancelAsync();
        });
    }

    [Fact]
    public async Task AnalyzeAsync_MissingInput_ThrowsWhatIsWrong()
    {
        VideoDynException error = await Assert.ThrowsAsync<VideoDynException>(async () =>
        {
            await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(SamplePaths.Options with { Input = "missing.mp4" }))
                Assert.Fail($"frame {frame.Index} of a missing file");
        });

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains("missing.mp4", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnalyzeAsync_InvalidOptions_ReportsAllOfThem()
    {
        VideoDynException error = await Assert.ThrowsAsync<VideoDynException>(async () =>
        {
            await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(SamplePaths.Options with { Threads = 0, Gate = "never" }))
                Assert.Fail($"frame {frame.Index} with invalid options");
        });

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        Assert.Contains("--threads is 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("gate 'never'", error.Message, StringComparison.Ordinal);
    }
}
