using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>No block at all, once there is something to keep: shows what a frame costs without any work.</summary>
public sealed class NonePolicy : BlockPolicy
{
    /// <inheritdoc/>
    public override string Name => "none";

    private protected override void Choose(BlockChange change, BlockDecision decision) => Borders.Mark(change, decision);
}
