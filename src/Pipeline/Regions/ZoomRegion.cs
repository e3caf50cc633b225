using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.Spatial.Warp;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Warps whole frames towards followed objects and changes.</summary>
public sealed class ZoomRegion : IRegionPolicy, IStateful
{
    private readonly StreamSignals _signals;
    private readonly ZoomPolicy _policy;
    private ITrackView? _tracks;
    private StreamState? _state;

    /// <summary>Creates the region policy of a stream.</summary>
    /// <param name="signals">What changed; disposed with this.</param>
    /// <param name="policy">How to warp.</param>
    public ZoomRegion(StreamSignals signals, ZoomPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(signals);
        ArgumentNullException.ThrowIfNull(policy);
        (_signals, _policy) = (signals, policy);
        Slots = [new ReferenceSlot(signals)];
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
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public void Attach(StreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        state.Add(this);
    }

    /// <inheritdoc/>
    public void Follow(ITrackView? tracks) => _tracks = tracks;

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(clock);
        Stage caller = clock.Enter(Stage.Signals);
        BlockChange change = _signals.Observe(frame);
        clock.Enter(Stage.Policy);
        if (change.Cut is SceneCut.Content or SceneCut.FrameSize)
            _state?.Reset(change.Cut == SceneCut.Content ? StateReset.SceneCut : StateReset.FrameSize);
        RegionPlan.WarpPlan plan = _policy.Decide(change, _tracks?.Tracks ?? [], _tracks?.Tentative ?? []);
        (Crops.Grid, Crops.FrameWidth, Crops.FrameHeight) = (plan.Grid, frame.Format.Width, frame.Format.Height);
        clock.Enter(caller);
        return plan;
    }

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        Stage caller = clock.Enter(Stage.Signals);
        _signals.MarkProcessed(frame, null);
        clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals.Dispose();
}
