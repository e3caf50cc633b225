using System.Diagnostics;

namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Whether helpers take part in a run. Who has to wait for a unit of work much longer than units take waits for a thread that is
/// not scheduled: then the core is not free, and one thread alone is faster. Later it is tried again, less and less often.
/// Results are the same either way.
/// </summary>
internal sealed class Company
{
    /// <summary>Runs alone after the first stall; twice as many after each further one.</summary>
    public const int Least = 8;

    /// <summary>Most runs alone before helpers are tried again: some minutes of a camera would be too long to miss a free core.</summary>
    public const int Most = 512;

    // Far longer than a unit takes and shorter than the slice that a scheduler gives somebody else.
    private static readonly long s_stall = Stopwatch.Frequency / 1000;
    private const int TimesOwn = 4;
    private const int CalmRuns = 64;

    private int _alone;
    private int _pause = Least;
    private int _calm;
    private bool _hasStalled;

    /// <summary>Whether the current run has helpers.</summary>
    public bool HasHelpers { get; private set; } = true;

    /// <summary>A run begins.</summary>
    public void Begin()
    {
        if (_hasStalled)
        {
            (_alone, _pause, _calm, _hasStalled) = (_pause, Math.Min(2 * _pause, Most), 0, false);
        }
        else if (HasHelpers && ++_calm >= CalmRuns)
        {
            (_pause, _calm) = (Math.Max(_pause / 2, Least), 0);
        }

        HasHelpers = _alone == 0;
        if (_alone > 0)
            _alone--;
    }

    /// <summary>Somebody else's unit was waited for.</summary>
    /// <param name="own">What the waiting thread's own units of the operation took, in ticks of <see cref="Stopwatch"/>.</param>
    /// <param name="waited">How long it waited then.</param>
    public void Waited(long own, long waited) => _hasStalled |= waited > s_stall && waited > TimesOwn * own;
}
