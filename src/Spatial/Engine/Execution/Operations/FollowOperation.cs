namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>Finds the pixels that the next operation works on, from what moved in the maps that it reads.</summary>
/// <param name="lists">The stream's lists.</param>
/// <param name="spans">The pixels; null where the mask alone tells them.</param>
/// <param name="changes">Emptied for what will move; null where nothing will be noted.</param>
/// <param name="scale">The layer's deviation, measured anew by a full pass; null where <paramref name="changes"/> is.</param>
/// <param name="shortcut">Whether the layer computes straight into its map; null where it never does.</param>
internal sealed class FollowOperation(PixelLists lists, FollowedSpans? spans, ChangeMap? changes, LayerScale? scale, Shortcut? shortcut) : Operation
{
    /// <inheritdoc/>
    public override int CountUnits() => 1;

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        changes?.Clear();
        shortcut?.Begin(lists.IsFull);
        if (lists.IsFull)
            scale?.Begin();
        else
            scale?.End();
        if (spans is null)
            return;
        spans.Follow(lists.IsFull);
        lists.Fill(spans);
    }
}
