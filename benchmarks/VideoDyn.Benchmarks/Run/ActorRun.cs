using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Sources;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Sinks;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Regions;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Gates;

namespace VideoDyn.Benchmarks.Run;

/// <summary>A clip on actors with a model that is loaded already, as a camera that waits for its reader.</summary>
internal sealed class ActorRun(string clip, MediaSourceOptions range, DetectorAnalyzer analyzer, string output) : CameraRecipe("clip")
{
    internal override bool IsLive => false;

    internal override bool HasHeavyOutputs => true;

    internal override CameraStream Open(CameraServices services, CancellationToken cancellationToken) =>
        new Stream(MediaSource.Open(clip, range, new FrameLedger(), cancellationToken), analyzer, output);

    private sealed class Stream : CameraStream
    {
        private readonly VideoFileSource _source;
        private readonly JsonLinesSink _sink;
        private readonly EventPublisher _publisher;

        public Stream(VideoFileSource source, DetectorAnalyzer analyzer, string output)
        {
            _source = source;
            _sink = JsonLinesSink.Create(output);
            _publisher = new EventPublisher(
                new EventContext(source.Info.Name, EventContext.UnknownStart, analyzer.Info.Model, "dense", analyzer.Info.Labels), _sink);
            Flow = new FrameFlow(source.Ledger, new AllGate(), new DenseRegion(), analyzer, [_publisher], clock: new StageClock(ProcessorScope.Thread));
        }

        public override FrameLedger Ledger => _source.Ledger;

        public override FrameFlow Flow { get; }

        public override IFrameSource Connect(CancellationToken cancellationToken) => _source;

        public override void Complete() => _publisher.Complete();

        public override void CloseOutputs()
        {
            _publisher.Dispose();
            _sink.Dispose();
        }

        public override void Dispose() => _source.Dispose();
    }
}
