using System.Globalization;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Pipeline.State;
using VideoDyn.Spatial.Analysis;
using VideoDyn.Spatial.Policies;
using VideoDyn.Spatial.Policies.Online;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>
/// Region policies <c>blocks:…</c>: the change signal measures every block against what was last processed, a block
/// policy chooses, the block engine executes.
/// </summary>
public sealed class BlockRegion : IRegionPolicy, IStateful
{
    private readonly StreamSignals _signals;
    private readonly IBlockPolicy _policy;
    private readonly BlockAnalyzer _analyzer;
    private readonly LearnedSlot? _learned;
    private readonly IPicturePolicy? _picture;
    private RegionPlan.BlockPlan? _plan;
    private StreamState? _state;
    private (int Across, int Down) _moved;

    /// <summary>Puts signal and policy together; both are disposed or dropped with the region.</summary>
    public BlockRegion(BlockAnalyzer analyzer, StreamSignals signals, IBlockPolicy policy)
    {
        _analyzer = analyzer;
        _signals = signals;
        _policy = policy;
        _learned = policy switch
        {
            ChangePolicy change => new LearnedBlocks(signals.Change, change),
            OnlinePolicy online => new LearnedPolicy(online),
            _ => null,
        };
        _picture = policy as IPicturePolicy;
        Slots = [new ReferenceSlot(signals), .. (IReadOnlyList<IStateSlot>)(_learned is null ? [] : [_learned])];
    }

    /// <inheritdoc/>
    public BlockView Blocks { get; } = new();

    /// <inheritdoc/>
    public IFrameSignals Signals => _signals;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; }

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes
    {
        get
        {
            IReadOnlyList<MutedBlock> muted = (_policy as ChangePolicy)?.MutedBlocks() ?? [];
            List<string> notes = _learned?.Problem is { } problem ? [problem] : [];
            if (muted.Count > 0)
            {
                notes.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{muted.Count} blocks changed all the time and were muted: {string.Join(", ", muted.Take(8).Select(block => $"row {block.Row} column {block.Column}"))}{(muted.Count > 8 ? " …" : "")}"));
            }

            return notes;
        }
    }

    /// <inheritdoc/>
    public void Attach(StreamState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        _state = state;
        state.Add(this);
    }

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock)
    {
        Stage caller = clock.Enter(Stage.Signals);
        BlockChange change = _signals.Observe(frame);
        clock.Enter(Stage.Policy);
        // Before the policy decides, so that it learns from this frame on.
        if (change.Cut is SceneCut.Content or SceneCut.FrameSize)
            _state?.Reset(change.Cut == SceneCut.Content ? StateReset.SceneCut : StateReset.FrameSize);
        _picture?.See(frame, change.Grid);
        Move(change);
        _analyzer.Aside = change.Aside;
        BlockDecision decision = _policy.Decide(change);
        if (Blocks.Grid != change.Grid)
            _learned?.Begin(change.Grid);
        Blocks.Grid = change.Grid;
        Blocks.Mask = decision.Refresh == RefreshCause.None ? decision.Mask : null;
        clock.Enter(caller);
        if (Blocks.Mask is null)
            return RegionPlan.Dense;
        if (_plan?.Mask != decision.Mask)
            _plan = new RegionPlan.BlockPlan(decision.Mask);
        return _plan;
    }

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        Stage caller = clock.Enter(Stage.Signals);
        Blocks.IsFull = observations.WasFullPass;
        _signals.MarkProcessed(frame, observations.WasFullPass ? null : Blocks.Mask);
        _moved = default;
        clock.Enter(Stage.Policy);
        _picture?.Executed(observations.WasFullPass);
        _policy.Learn(observations.Span, _analyzer.Evidence);
        clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals.Dispose();

    // The signal counts from the last frame that was processed; an analysis may have failed since the last decision.
    private void Move(BlockChange change)
    {
        (int across, int down) = (change.Moved.Across - _moved.Across, change.Moved.Down - _moved.Down);
        _moved = change.Moved;
        // Where nothing known so far holds, there is nothing to move.
        if ((across, down) == (0, 0) || change.Cut != SceneCut.None)
            return;
        _policy.Move(across, down);
        _analyzer.Move(across / _analyzer.MoveBlocks, down / _analyzer.MoveBlocks);
    }
}
