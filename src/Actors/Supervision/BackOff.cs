namespace VideoDyn.Actors.Supervision;

/// <summary>
/// Exponential waiting between restarts, with jitter so that many actors that failed together do not come back together.
/// The n-th restart within the window waits <c>min(Maximum, Minimum × Factor^(n-1))</c>, spread by the jitter.
/// </summary>
public sealed record BackOff
{
    /// <summary>Wait before the first restart. Default 1 s, at least 0.</summary>
    public TimeSpan Minimum
    {
        get;
        init => field = NotNegative(value, nameof(Minimum));
    } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before jitter. Default 60 s, at least 0; where it is below <see cref="Minimum"/>, it wins.</summary>
    public TimeSpan Maximum
    {
        get;
        init => field = NotNegative(value, nameof(Maximum));
    } = TimeSpan.FromSeconds(60);

    /// <summary>Growth from one wait to the next. Default 2, at least 1.</summary>
    public double Factor
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Factor));
            field = value;
        }
    } = 2;

    /// <summary>Half width of the spread as a share of the wait: 0.2 gives 0.8 to 1.2 times. Default 0.2, range 0 to 1.</summary>
    public double Jitter
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Jitter));
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1, nameof(Jitter));
            field = value;
        }
    } = 0.2;

    /// <summary>The wait before a restart.</summary>
    /// <param name="restart">Number of the restart within the window, from 1.</param>
    /// <param name="random">Uniform in [0, 1).</param>
    public TimeSpan Delay(int restart, double random)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(restart, 1);
        double wait = Math.Min(Minimum.TotalSeconds * Math.Pow(Factor, restart - 1), Maximum.TotalSeconds);
        return TimeSpan.FromSeconds(wait * (1 + (Jitter * ((2 * random) - 1))));
    }

    private static TimeSpan NotNegative(TimeSpan value, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero, name);
        return value;
    }
}
