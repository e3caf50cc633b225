using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Every block of every frame: what the others are compared with.</summary>
public sealed class AllPolicy : BlockPolicy
{
    /// <inheritdoc/>
    public override string Name => "all";

    private protected override RefreshCause CauseOf(BlockChange change) => RefreshCause.Always;

    private protected override void Choose(BlockChange change, BlockDecision decision) => decision.SetAll(RefreshCause.Always);
}
