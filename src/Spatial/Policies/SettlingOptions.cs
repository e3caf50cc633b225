using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// When a block is executed again although its own pixels are the same, because blocks near it changed since.
/// </summary>
/// <remarks>
/// Deep features of a block see far beyond it. Where an object leaves, the block of its middle may show the same ground
/// again from some frame on while its features still hold the half that was in view then: the box stands on as a ghost.
/// Where an object arrives, it may be missed in the same way.
/// </remarks>
public sealed record SettlingOptions
{
    /// <summary>
    /// The block that a published box was computed in is executed this long after the first change inside the box that it
    /// has not seen, in stream time. This costs next to nothing and ends ghosts. Default 0.03 s, range 0 to 1 h; null for
    /// never.
    /// </summary>
    public TimeSpan? Boxes { get; init; } = TimeSpan.FromSeconds(0.03);

    /// <summary>
    /// Any block is executed this long after the first change among its eight neighbours that it has not seen, in stream
    /// time. Default 1 s, range 0 to 1 h; null for never.
    /// </summary>
    public TimeSpan? Neighbours { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Notes what is out of range.</summary>
    internal void Check(OptionProblems problems) => problems
        .Range("Settling.Boxes", Boxes ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1))
        .Range("Settling.Neighbours", Neighbours ?? TimeSpan.Zero, TimeSpan.Zero, TimeSpan.FromHours(1));
}
