using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Spatial.Crops;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Chooses crops by a crop policy, which it tells what changed and where the tracks are.</summary>
public sealed class CropRegion : IRegionPolicy, IStateful
{
    private readonly StreamSignals _signals;
    private readonly ICropPolicy _policy;
    private readonly LearnedPrior? _learned;
    private ITrackView? _tracks;
    private StreamState? _state;

    /// <summary>Creates the region policy of a stream.</summary>
    /// <param name="signals">What changed; disposed with this.</param>
    /// <param name="policy">What to look at.</param>
    /// <param name="referenceName">Name of the state slot of what was processed.</param>
    public CropRegion(StreamSignals signals, ICropPolicy policy, string referenceName = "change-reference")
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(policy);
        _signals = signals;
        _policy = policy;
        _learned = policy.Prior is { } prior ? new LearnedPrior(prior) : null;
        Slots = _learned is null ? [new ReferenceSlot(signals, referenceName)] : [new ReferenceSlot(signals, referenceName), _learned];
    }

    /// <inheritdoc/>
    public BlockView? Blocks => null;

    /// <inheritdoc/>
    public CropView Crops { get; } = new();

    /// <inheritdoc/>
    public IFrameSignals Signals => _signals;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => _learned?.Problem is { } problem ? [problem] : [];

    /// <inheritdoc/>
    public CropTotals Totals => _policy.Totals;

    /// <inheritdoc/>
    public void Attach(StreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        state.Add(this);
    }

    /// <inheritdoc/>
    public void Follow(ITrackView? tracks) => _tracks = tracks;

    /// <summary>Predicts what crops of a frame would cost and show.</summary>
    /// <param name="frame">The picture.</param>
    /// <param name="policy">The policy of this region.</param>
    internal CropEstimate Estimate(FrameLease frame, CropPolicy policy) =>
        policy.Estimate(_signals.Observe(frame), _tracks?.Tracks ?? [], _tracks?.Tentative ?? []);

    /// <summary>Notes that a frame was seen as a whole by somebody else.</summary>
    internal void MarkWhole(FrameLease frame)
    {
        _signals.MarkProcessed(frame, null);
        Totals.AddWhole();
        (Crops.Crops, Crops.IsFull, Crops.FrameWidth, Crops.FrameHeight) = ([], true, frame.Format.Width, frame.Format.Height);
    }

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        Stage caller = clock.Enter(Stage.Signals);
        BlockChange change = _signals.Observe(frame);
        clock.Enter(Stage.Policy);
        _learned?.Begin(frame.Format.Width, frame.Format.Height);
        if (change.Cut is SceneCut.Content or SceneCut.FrameSize)
            _state?.Reset(change.Cut == SceneCut.Content ? StateReset.SceneCut : StateReset.FrameSize);
        RegionPlan.CropPlan plan = _policy.Decide(change, _tracks?.Tracks ?? [], _tracks?.Tentative ?? []);
        (Crops.Crops, Crops.IsFull, Crops.FrameWidth, Crops.FrameHeight) = (plan.Crops, plan.FullView, frame.Format.Width, frame.Format.Height);
        clock.Enter(caller);
        return plan;
    }

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(observations);
        ArgumentNullException.ThrowIfNull(clock);
        Stage caller = clock.Enter(Stage.Signals);
        _signals.MarkProcessed(frame, _policy.Seen);
        clock.Enter(Stage.Policy);
        _policy.Learn(observations.Span, frame.StreamTime);
        clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals.Dispose();
}
