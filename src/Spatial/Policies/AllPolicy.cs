using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>Every block of every frame: what the others are compared with.</summary>
/// <param name="layersChoose">
/// Whether all blocks are put into the mask instead of asking for a full pass, so that an engine whose layers look for themselves what
/// moved computes no more than that.
/// </param>
public sealed class AllPolicy(bool layersChoose = false) : BlockPolicy
{
    /// <inheritdoc/>
    public override string Name => "all";

    private protected override RefreshCause CauseOf(BlockChange change) =>
        !layersChoose ? RefreshCause.Always : change.Cut == SceneCut.Content ? RefreshCause.SceneCut : RefreshCause.None;

    private protected override void Choose(BlockChange change, BlockDecision decision)
    {
        for (int row = 0; row < change.Grid.Rows; row++)
        {
            for (int column = 0; column < change.Grid.Columns; column++)
                decision.Set(row, column, change.Grid.Pixels(row, column) > 0 ? BlockReason.Refresh : BlockReason.Border);
        }
    }
}
