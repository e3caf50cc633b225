using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Core.State;
using VideoDyn.Core.Tensors;
using VideoDyn.Temporal.Signals;

namespace VideoDyn.Pipeline.Regions;

/// <summary>Region policy <c>dense</c>: every pixel of every analyzed frame.</summary>
public sealed class DenseRegion : IRegionPolicy, IStateful
{
    private const int BlockSize = 32;
    private readonly StreamSignals? _signals;

    /// <summary>Makes the policy.</summary>
    /// <param name="input">What the model is shown, so that a gate may ask for changes of its blocks; null where nobody does.</param>
    public DenseRegion(InputSpec? input = null)
    {
        if (input is null)
            return;
        _signals = new StreamSignals(input, BlockSize, new ChangeSignalOptions());
        Slots = [new ReferenceSlot(_signals)];
    }

    /// <inheritdoc/>
    public BlockView? Blocks => null;

    /// <inheritdoc/>
    public IFrameSignals? Signals => _signals;

    /// <inheritdoc/>
    public IReadOnlyList<IStateSlot> Slots { get; } = [];

    /// <inheritdoc/>
    public IReadOnlyList<string> Notes => [];

    /// <inheritdoc/>
    public RegionPlan Decide(FrameLease frame, StageClock clock) => RegionPlan.Dense;

    /// <inheritdoc/>
    public void MarkProcessed(FrameLease frame, Observations observations, StageClock clock)
    {
        if (_signals is not { IsUsed: true })
            return;
        Stage caller = clock.Enter(Stage.Signals);
        _signals.MarkProcessed(frame, null);
        clock.Enter(caller);
    }

    /// <inheritdoc/>
    public void Dispose() => _signals?.Dispose();
}
