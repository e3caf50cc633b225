namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>
/// An operation that compares what each unit has made with the map while it is still in the nearest caches, and writes only what moved.
/// </summary>
/// <param name="made">The operation, into <see cref="Worker.Fresh"/>.</param>
/// <param name="range">The same, to ask what a unit made.</param>
/// <param name="takeover">Compares.</param>
/// <param name="shortcut">Counts whether comparing is worth it.</param>
/// <param name="lists">The stream's lists.</param>
/// <param name="list">List of the computed pixels.</param>
internal sealed unsafe class TakingOperation(Operation made, IRangedOperation range, Takeover takeover, Shortcut shortcut, PixelLists lists, int list) : Operation
{
    /// <inheritdoc/>
    public override int CountUnits() => made.CountUnits();

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker)
    {
        made.Run(unit, worker);
        (int from, int end) = range.Range(unit);
        shortcut.Count(end - from, takeover.TakeListed(worker.Fresh, lists[list] + from, end - from));
    }
}
