using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// When a block counts as permanently noisy (a burnt-in clock, foliage in the wind, a flickering screen), and how it is
/// treated then. A block that a published box touched lately is none, however busy it is. A muted block is never blind: it is executed at intervals, and at once when it changes more than usual.
/// </summary>
public sealed record MutingOptions
{
    /// <summary>A block is muted only after so much stream time of noise without a box on it. Default 30 s, range 1 s to 1 day.</summary>
    public TimeSpan After { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>It must have changed in at least this share of the frames. Default 0.9, range 0.5..1.</summary>
    public double Activity { get; init; } = 0.9;

    /// <summary>
    /// Its mean difference must be steady: its mean deviation at most this share of its average. Default 0.35, range 0..1.
    /// Traffic, which comes and goes, is not steady.
    /// </summary>
    public double Unsteadiness { get; init; } = 0.35;

    /// <summary>
    /// Nothing is muted while more than this share of the picture's blocks always changes: then the camera moves.
    /// Default 0.25, range 0..1.
    /// </summary>
    public double LargestShare { get; init; } = 0.25;

    /// <summary>A muted block is executed this often in stream time. Default 1 s, range 0.05 s to 1 h.</summary>
    public TimeSpan Interval { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// A muted block is executed at once when its mean difference exceeds its average by this many mean deviations.
    /// Default 4, range 1..100.
    /// </summary>
    public double BreakThrough { get; init; } = 4;

    /// <summary>Notes what is out of range.</summary>
    internal void Check(OptionProblems problems) => problems
        .Range("Muting.After", After, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1))
        .Range("Muting.Activity", Activity, 0.5, 1)
        .Range("Muting.Unsteadiness", Unsteadiness, 0, 1)
        .Range("Muting.LargestShare", LargestShare, 0, 1)
        .Range("Muting.Interval", Interval, TimeSpan.FromSeconds(0.05), TimeSpan.FromHours(1))
        .Range("Muting.BreakThrough", BreakThrough, 1, 100);
}
