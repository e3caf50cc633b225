namespace VideoDyn.Actors;

/// <summary>How a shutdown ended.</summary>
/// <param name="Unfinished">
/// Actors that had not stopped at the deadline, parents before children: those deepest down are what the others wait for.
/// Empty when all had stopped.
/// </param>
public sealed record ShutdownReport(IReadOnlyList<ActorInfo> Unfinished)
{
    /// <summary>Whether every actor stopped in time.</summary>
    public bool IsComplete => Unfinished.Count == 0;
}
