namespace VideoDyn.Spatial.Engine.Execution.Operations;

/// <summary>One operation bound twice: to the map itself for frames that take the shortcut, to scratch memory for the others.</summary>
internal sealed class ShortcutOperation(Operation direct, Operation scratch, Shortcut shortcut) : Operation
{
    private Operation Chosen => shortcut.IsOn ? direct : scratch;

    /// <inheritdoc/>
    public override int CountUnits() => Chosen.CountUnits();

    /// <inheritdoc/>
    public override void Run(int unit, Worker worker) => Chosen.Run(unit, worker);
}
