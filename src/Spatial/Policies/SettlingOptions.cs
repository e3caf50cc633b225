using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// How soon a block is executed again after blocks near it changed. Its own pixels may be the same, but its features saw
/// its neighbours as they were: without this, an object that leaves can stand on as a ghost where its middle was last
/// computed, and one that arrives can be missed.
/// </summary>
public sealed record SettlingOptions
{
    /// <summary>
    /// A block is executed this long after the first change near it that it has not seen, in stream time. Default 0.25 s,
    /// range 0 to 1 h; 0 executes it with the change.
    /// </summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>How many blocks away a change is near, diagonals included. Default 1, range 1..8.</summary>
    public int Reach { get; init; } = 1;

    /// <summary>Notes what is out of range.</summary>
    internal void Check(OptionProblems problems) => problems
        .Range("Settling.After", After, TimeSpan.Zero, TimeSpan.FromHours(1))
        .Range("Settling.Reach", Reach, 1, 8);
}
