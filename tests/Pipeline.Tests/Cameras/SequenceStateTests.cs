using VideoDyn.Actors.Mailboxes;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Media.Live;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Running;
using VideoDyn.Temporal.Sequences;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Cameras;

/// <summary>
/// What a sequence model remembers belongs to the stream: stages of the camera that fail and are restarted take nothing of
/// it away, scene cuts and outages do.
/// </summary>
public sealed class SequenceStateTests : LeaseGuard
{
    // A camera of 100 frames a second, of which a busy machine drops some; the model takes 10.
    private const double Rate = 100;
    private const int Frames = 1200;
    private const int Cut = 600;
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("analyzer")]
    [InlineData("gate")]
    [InlineData("publisher")]
    [InlineData("none")]
    public async Task Stage_FailsAndIsRestarted_TheSequenceGoesOn(string failing)
    {
        string model = Model();
        using var world = new CameraWorld(seed: 3);
        world.Actors.ExpectDrops(DropCause.ActorStopped);
        using var gate = new LoggedGate(model) { Fails = index => failing == "gate" && index % 7 == 3 };
        using var follower = new Follower(model) { Fails = index => failing == "publisher" && index % 7 == 3 };
        var camera = new ScriptedCamera("a", isLive: true, (number, ledger) => number == 0 ? Connection(ledger, Frames, 0) : throw Lost())
        {
            Gate = gate,
            Analyzer = new ScriptedAnalyzer(index => failing == "analyzer" && index % 2 == 0 ? throw VideoDynException.Model("no") : []),
            Observer = follower,
        };
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);
        world.Actors.Advance(TimeSpan.FromSeconds(0.5));
        await Stop(world, stop, ended);

        int failed = world.Log.Entries.Count(entry => entry.Contains("Camera a", StringComparison.Ordinal) && entry.Contains(failing == "analyzer" ? "no" : "fails here", StringComparison.Ordinal));
        Assert.True(failing == "none" ? failed == 0 : failed >= 3, string.Join('\n', world.Log.Entries));
        Assert.True(camera.Ledger.Snapshot() is { IsBalanced: true, InFlight: 0 });
        // As one that nobody ever stopped decides about the same frames.
        Assert.InRange(gate.Decided.Count, 60, Frames);
        Assert.Equal(Undisturbed(model, gate.Decided.Keys), gate.Decided.Values);
        Assert.Contains(gate.Decided.Values, decision => decision.Outcome == GateOutcome.Skip);
        Assert.Equal(Followed(model, follower.Steps.Keys), follower.Steps.Values);
        Assert.Equal(0, follower.Sequence.State.Resets);
    }

    [Fact]
    public async Task SceneCut_ForgetsOnce_AlsoWhereAStageFails()
    {
        string model = Model();
        using var world = new CameraWorld(seed: 3);
        world.Actors.ExpectDrops(DropCause.ActorStopped);
        using var follower = new Follower(model) { Fails = index => index % 5 == 0 || index >= Cut };
        var camera = new ScriptedCamera("a", isLive: true, (number, ledger) => number == 0 ? Connection(ledger, Frames, 0, cuts: true) : throw Lost()) { Observer = follower };
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);
        world.Actors.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((1, 1), (follower.Sequence.Counters.Cuts, follower.Sequence.State.Resets));
        Assert.NotEqual(SequenceStep.Skipped, follower.Steps.First(step => step.Key >= Cut && step.Value != SequenceStep.Between).Value);
        await Stop(world, stop, ended);
    }

    [Fact]
    public async Task Outage_ForgetsOnce()
    {
        string model = Model();
        using var world = new CameraWorld(seed: 3);
        world.Actors.ExpectDrops(DropCause.ActorStopped);
        using var follower = new Follower(model);
        var camera = new ScriptedCamera("a", isLive: true, (number, ledger) => number < 2 ? Connection(ledger, 500, 500 * number) : throw Lost())
        {
            Observer = follower,
            OnReset = () => follower.Sequence.Reset(StateReset.Outage),
        };
        using var stop = new CancellationTokenSource();
        Task<CameraOutcome> ended = world.Start(camera, stop.Token);
        world.Actors.Advance(TimeSpan.FromSeconds(0.5));
        Assert.Equal((1, 1), (camera.Resets, follower.Sequence.State.Resets));
        world.Actors.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(2, camera.Resets);
        long[] second = [.. follower.Steps.Keys.Where(index => index >= 500)];
        Assert.NotEmpty(second);
        Assert.Equal(SequenceStep.Updated, follower.Steps[second[0]]);
        // As one that begins with the second connection.
        Assert.Equal(Followed(model, second), second.Select(index => follower.Steps[index]));
        await Stop(world, stop, ended);
    }

    [Fact]
    public void GateOfASession_AfterAnOutage_BeginsAnew()
    {
        // Without a reset it looks at every eighth step.
        string model = new ToySequenceModel(new PlainGru(3, -9)).Save(_folder, "slow");
        using AnalysisSession session = AnalysisSession.Open(SamplePaths.Options with { Gate = $"skip-rnn:{model}" });
        FrameFlow flow = session.CreateFlow([], new StageClock());
        Assert.Equal([true, false, false], Step(session, flow, 3));
        session.Reset(flow);
        Assert.Equal([true, false, false], Step(session, flow, 3));
    }

    private static List<bool> Step(AnalysisSession session, FrameFlow flow, int steps)
    {
        List<bool> analyzed = [];
        for (int index = 0; analyzed.Count < steps; index++)
        {
            Assert.Equal(Core.Sources.FrameReadStatus.Frame, session.Source.Read(out FrameLease? frame, CancellationToken.None));
            using (frame)
            {
                bool isAnalyzed = flow.Decide(frame!);
                if (isAnalyzed)
                    flow.Analyze(frame!);
                flow.Track(frame!);
                flow.Publish(frame!);
                analyzed.Add(isAnalyzed);
            }
        }

        return analyzed;
    }

    private static List<GateDecision> Undisturbed(string model, IEnumerable<long> frames)
    {
        using var gate = new SkipRnnGate(model, new FrameTensorizer());
        return [.. frames.Select(index =>
        {
            using FrameLease frame = Make(index, TimeSpan.FromSeconds(index / Rate));
            return gate.Decide(index, frame);
        })];
    }

    private static List<SequenceStep> Followed(string model, IEnumerable<long> frames)
    {
        using SequenceNetworks networks = SequenceNetworks.Open(model);
        var sequence = new SequenceFollower(networks, new FrameTensorizer());
        var clock = new StageClock();
        return [.. frames.Select(index =>
        {
            using FrameLease frame = Make(index, TimeSpan.FromSeconds(index / Rate));
            return sequence.Add(frame, clock);
        })];
    }

    private static ScriptedSource Connection(FrameLedger ledger, int frames, int first, bool cuts = false) => new(frames, Rate)
    {
        Ledger = ledger,
        FirstIndex = first,
        Make = (index, time) => Make(index, time, cuts),
        BeforeRead = next =>
        {
            if (next == frames)
                throw Lost();
        },
    };

    // Slow waves, so that no frame is another scene than those before it; after the cut they are stripes.
    private static TestFrame Make(long index, TimeSpan time, bool cuts = false) => new TestFrame(ToyFrames.Format, index: index, streamTime: time)
        .Fill((plane, x, y) => cuts && index >= Cut
            ? (byte)(x / 4 % 2 == 0 ? 20 : 230)
            : (byte)(128 + (60 * Math.Sin(((x + (3 * y) + (5 * plane)) / 4.0) + (index * 0.004 * (plane + 1))))));

    private static CameraOutageException Lost() => new(OutageReason.ConnectionLost, "camera: lost");

    private static async Task Stop(CameraWorld world, CancellationTokenSource stop, Task ended)
    {
        await stop.CancelAsync();
        world.Actors.Run();
        await ended;
    }

    private string Model() => new ToySequenceModel(new PlainGru(3, -2)).Save(_folder);

    private sealed class LoggedGate(string model) : IGate, IDisposable
    {
        private readonly SkipRnnGate _gate = new(model, new FrameTensorizer());

        public required Func<long, bool> Fails { get; init; }

        public SortedDictionary<long, GateDecision> Decided { get; } = [];

        public GateDecision Decide(long frameIndex, FrameLease frame)
        {
            if (Fails(frame.Index))
                throw new InvalidOperationException("fails here");
            return Decided[frame.Index] = _gate.Decide(frameIndex, frame);
        }

        public void Dispose() => _gate.Dispose();
    }

    private sealed class Follower : IFrameObserver, IDisposable
    {
        private readonly SequenceNetworks _networks;
        private readonly StageClock _clock = new();

        public Follower(string model)
        {
            _networks = SequenceNetworks.Open(model);
            Sequence = new SequenceFollower(_networks, new FrameTensorizer());
        }

        public Func<long, bool> Fails { get; init; } = _ => false;

        public SequenceFollower Sequence { get; }

        public SortedDictionary<long, SequenceStep> Steps { get; } = [];

        public Stage Stage => Stage.Policy;

        public void OnFrame(FrameView view)
        {
            Steps[view.Frame.Index] = Sequence.Add(view.Frame, _clock);
            if (Fails(view.Frame.Index))
                throw new InvalidOperationException("fails here");
        }

        public void Dispose() => _networks.Dispose();
    }
}
