using VideoDyn.Core.Measuring;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Running;

public class AllocationTests : LeaseGuard
{
    [Theory]
    [InlineData("dense")]
    [InlineData("blocks:change")]
    public void Run_SteadyState_AllocatesNothingPerFrame(string region)
    {
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Region = region });
        using var sink = new JsonLinesSink(Stream.Null, "nowhere");
        using var publisher = new EventPublisher(
            new EventContext("sample", EventContext.UnknownStart, "model", "dense", session.Analyzer.Info.Labels), sink);
        var meter = new AllocationMeter();

        session.CreateRun(publisher, meter).Run(CancellationToken.None);

        // Growing buffers and the runtime's own first-call work are over after a third of the clip.
        Assert.Equal(225, meter.BytesByFrame.Count);
        Assert.Equal(0, meter.BytesByFrame.Skip(75).Order().ElementAt(75));
        Assert.InRange(meter.BytesByFrame.Skip(75).Sum(), 0, 4096);
    }

    [Fact]
    public async Task RunOnActors_SteadyState_AllocatesNothingPerFrame()
    {
        await using var host = new CameraHost(new CameraHostOptions { Workers = 1 });
        var meter = new ProcessMeter();
        using var sink = new JsonLinesSink(Stream.Null, "nowhere");
        JobResult result = await new RunJob(SamplePaths.Options, sink).RunAsync(host, "a", _ => meter, CancellationToken.None);

        Assert.Equal("done", result.Summary.Status);
        // Everything that any thread allocates, the test runner's own threads included: hence the median and the allowance.
        Assert.Equal(225, meter.BytesByFrame.Count);
        Assert.Equal(0, meter.BytesByFrame.Skip(75).Order().ElementAt(75));
        Assert.InRange(meter.BytesByFrame.Skip(75).Order().Take(140).Sum(), 0, 8192);
    }

    private sealed class ProcessMeter : IFrameObserver
    {
        private long _before = -1;

        public List<long> BytesByFrame { get; } = new(1000);

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view)
        {
            long now = GC.GetTotalAllocatedBytes(precise: true);
            BytesByFrame.Add(_before < 0 ? 0 : now - _before);
            _before = GC.GetTotalAllocatedBytes(precise: true);
        }
    }

    private sealed class AllocationMeter : IFrameObserver
    {
        private long _before = -1;

        public List<long> BytesByFrame { get; } = new(1000);

        public Stage Stage => Stage.Rest;

        public void OnFrame(FrameView view)
        {
            long now = GC.GetAllocatedBytesForCurrentThread();
            BytesByFrame.Add(_before < 0 ? 0 : now - _before);
            _before = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
