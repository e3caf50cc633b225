namespace VideoDyn.Actors.Supervision;

/// <summary>Only the failed child is restarted or stopped; every child has its own limit.</summary>
public sealed record OneForOneStrategy : SupervisorStrategy
{
    internal override bool HitsAll => false;
}
