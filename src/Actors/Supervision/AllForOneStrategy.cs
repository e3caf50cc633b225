namespace VideoDyn.Actors.Supervision;

/// <summary>
/// All children are restarted or stopped when one fails, because none is of use without the others; they share one limit.
/// Resume concerns the failed child only.
/// </summary>
public sealed record AllForOneStrategy : SupervisorStrategy
{
    internal override bool HitsAll => true;
}
