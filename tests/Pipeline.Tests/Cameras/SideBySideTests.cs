using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>The same file gives the same bytes, alone or beside others, on any number of workers, at any speed.</summary>
public class SideBySideTests : LeaseGuard
{
    [Theory]
    [InlineData(1, 1, "dense")]
    [InlineData(2, 1, "dense")]
    [InlineData(2, 2, "dense")]
    [InlineData(8, 1, "dense")]
    [InlineData(8, 4, "dense")]
    [InlineData(1, 2, "blocks:change")]
    [InlineData(8, 2, "blocks:change")]
    public async Task Files_SideBySide_GiveTheBytesOfTheSingleThread(int cameras, int workers, string region)
    {
        AnalysisOptions options = SamplePaths.Options with { Region = region, Gate = "every-n:2" };
        byte[] expected = SingleThread(options);
        Assert.NotEmpty(expected);

        byte[][] found = await RunAsync(options, cameras, workers, slow: false);

        Assert.All(found, bytes => Assert.Equal(expected, bytes));
    }

    [Fact]
    public async Task Files_WithASlowReaderOfTheirResults_GiveTheSameBytes()
    {
        AnalysisOptions options = SamplePaths.Options with { Gate = "motion" };
        byte[] expected = SingleThread(options);

        byte[][] found = await RunAsync(options, cameras: 2, workers: 2, slow: true);

        Assert.All(found, bytes => Assert.Equal(expected, bytes));
    }

    [SharedDataTheory("videos/street-vehicles.mp4", "models/fastestdet.onnx")]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(8, 2)]
    public async Task RealClip_SideBySide_GivesTheBytesOfTheSingleThread(int cameras, int workers)
    {
        var options = new AnalysisOptions
        {
            Input = SharedData.PathOf("videos/street-vehicles.mp4"),
            Model = SharedData.PathOf("models/fastestdet.onnx"),
            Gate = "every-n:3",
            Duration = TimeSpan.FromSeconds(2),
            Confidence = 0.3f,
        };
        byte[] expected = SingleThread(options);
        Assert.NotEmpty(expected);
        byte[][] found = await RunAsync(options, cameras, workers, slow: false);
        Assert.All(found, bytes => Assert.Equal(expected, bytes));
    }

    [Fact]
    public async Task Files_OfOneModel_ShareItAndUnloadIt()
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 2 });
        var most = 0;
        Task<JobResult>[] runs =
        [
            .. Enumerable.Range(0, 4).Select(number => new RunJob(SamplePaths.Options, new BytesSink()).RunAsync(
                host,
                $"camera {number}",
                _ =>
                {
                    InterlockedMax(ref most, host.Analyzers.Count);
                    return null;
                },
                CancellationToken.None)),
        ];
        await Task.WhenAll(runs);

        Assert.Equal(1, most);
        Assert.Equal(0, host.Analyzers.Count);
    }

    [Fact]
    public async Task Ledger_ReadFromOutsideAllTheTime_IsAlwaysBalanced()
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 2 });
        Task all = Task.WhenAll(Enumerable.Range(0, 3).Select(number =>
            new RunJob(SamplePaths.Options, new BytesSink()).RunAsync(host, $"camera {number}", _ => null, CancellationToken.None)));
        long reads = 0;
        while (!all.IsCompleted)
        {
            foreach (CameraStatus status in host.Status())
            {
                Assert.True(status.Ledger?.IsBalanced ?? true);
                reads += status.Ledger is null ? 0 : 1;
            }

            await Task.Yield();
        }

        await all;
        Assert.True(reads > 10);
    }

    [Fact]
    public async Task File_ThatFails_LeavesTheOthersAlone()
    {
        await using var host = new CameraHost();
        using var folder = new TemporaryFolder();
        var sink = new BytesSink();
        Task<JobResult> missing = new RunJob(SamplePaths.Options with { Input = folder["none.mp4"] }, new BytesSink())
            .RunAsync(host, "missing", _ => null, CancellationToken.None);
        Task<JobResult> good = new RunJob(SamplePaths.Options, sink).RunAsync(host, "good", _ => null, CancellationToken.None);

        Assert.Equal("failed", (await missing).Summary.Status);
        Assert.Equal("done", (await good).Summary.Status);
        Assert.Equal(SingleThread(SamplePaths.Options), sink.ToArray());
    }

    [Fact]
    public async Task File_Interrupted_HasAnAccountWithoutRest()
    {
        await using var host = new CameraHost();
        using var stop = new CancellationTokenSource();
        JobResult result = await new RunJob(SamplePaths.Options, new BytesSink()).RunAsync(host, "a", _ => new StopAt(40, stop), stop.Token);

        Assert.Equal("interrupted", result.Summary.Status);
        LedgerSnapshot ledger = result.Summary.Ledger!;
        Assert.True(ledger is { IsBalanced: true, InFlight: 0 });
        Assert.InRange(ledger.Analyzed, 40, 60);
    }

    [Fact]
    public async Task Summary_OfAFile_BooksTimeToItsStages()
    {
        await using var host = new CameraHost();
        InputSummary summary = (await new RunJob(SamplePaths.Options, new BytesSink()) { IsAlone = true }
            .RunAsync(host, "a", _ => null, CancellationToken.None)).Summary;
        foreach (string stage in new[] { "decode", "inference", "preprocess", "tracking" })
            Assert.True(summary.Time!.Stages[stage] is { Wall: > 0, Cpu: > 0 }, stage);
        Assert.Equal(summary.Time!.Cpu, summary.Time.Stages.Values.Sum(stage => stage.Cpu), 1e-3);
    }

    private static byte[] SingleThread(AnalysisOptions options)
    {
        using AnalysisSession session = AnalysisSession.Open(options);
        using var sink = new BytesSink();
        string plan = options is { Gate: "all", Region: "dense" } ? "dense" : $"{options.Gate}+{options.Region}";
        using var publisher = new EventPublisher(
            new EventContext(session.Source.Info.Name, EventContext.UnknownStart, session.Analyzer.Info.Model, plan, session.Analyzer.Info.Labels), sink);
        Assert.True(session.CreateRun(publisher).Run(CancellationToken.None));
        publisher.Complete();
        return sink.ToArray();
    }

    private static async Task<byte[][]> RunAsync(AnalysisOptions options, int cameras, int workers, bool slow)
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = workers });
        BytesSink[] sinks = [.. Enumerable.Range(0, cameras).Select(_ => new BytesSink())];
        JobResult[] results = await Task.WhenAll(sinks.Select((sink, number) =>
            new RunJob(options, sink).RunAsync(host, $"camera {number}", _ => slow ? new Slow() : null, CancellationToken.None)));
        Assert.All(results, result => Assert.Equal(("done", true, 0), (result.Summary.Status, result.Summary.Ledger!.IsBalanced, result.Summary.Ledger.InFlight)));
        return [.. sinks.Select(sink => sink.ToArray())];
    }

    private static void InterlockedMax(ref int most, int value)
    {
        int seen = Volatile.Read(ref most);
        while (value > seen)
            seen = Interlocked.CompareExchange(ref most, value, seen) is var before && before == seen ? value : before;
    }

    private sealed class Slow : IFrameObserver
    {
        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view) => Thread.SpinWait(200_000);
    }

    private sealed class StopAt(int frame, CancellationTokenSource stop) : IFrameObserver
    {
        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view)
        {
            if (view.Frame.Index == frame)
                stop.Cancel();
        }
    }

    private sealed class BytesSink : IEventOutput
    {
        private readonly MemoryStream _bytes = new();

        public void Write(ReadOnlySpan<byte> json)
        {
            _bytes.Write(json);
            _bytes.WriteByte((byte)'\n');
        }

        public byte[] ToArray() => _bytes.ToArray();

        public void Dispose() => _bytes.Dispose();
    }
}
