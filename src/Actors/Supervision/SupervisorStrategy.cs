namespace VideoDyn.Actors.Supervision;

/// <summary>
/// What an actor does about its failed children: a pure decision from exception to directive, a limit of restarts within
/// a sliding window, and a back-off.
/// </summary>
public abstract record SupervisorStrategy
{
    /// <summary>Value of <see cref="MaxRestarts"/> that sets no limit.</summary>
    public const int Unlimited = int.MaxValue;

    private protected SupervisorStrategy()
    {
    }

    /// <summary>One for one, <see cref="DefaultDecider"/>, at most 10 restarts within a minute, no back-off.</summary>
    public static SupervisorStrategy Default { get; } = new OneForOneStrategy();

    /// <summary>From exception to directive; must be pure. Default <see cref="DefaultDecider"/>.</summary>
    public Func<Exception, Directive> Decider { get; init; } = DefaultDecider;

    /// <summary>
    /// Restarts granted within <see cref="Window"/>; the next one becomes <see cref="WhenExhausted"/>. Default 10; 0 grants
    /// none; <see cref="Unlimited"/> all.
    /// </summary>
    public int MaxRestarts
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(MaxRestarts));
            field = value;
        }
    } = 10;

    /// <summary>
    /// How long a restart counts against the limit and lengthens the back-off. Default 1 min, above 0;
    /// <see cref="Timeout.InfiniteTimeSpan"/> for ever.
    /// </summary>
    public TimeSpan Window
    {
        get;
        init
        {
            if (value != Timeout.InfiniteTimeSpan)
                ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(Window));
            field = value;
        }
    } = TimeSpan.FromMinutes(1);

    /// <summary>Waiting before restarts. Default null: none.</summary>
    public BackOff? BackOff { get; init; }

    /// <summary>
    /// What replaces a restart beyond the limit: <see cref="Directive.Stop"/> (default) or <see cref="Directive.Escalate"/>.
    /// </summary>
    public Directive WhenExhausted
    {
        get;
        init
        {
            if (value is not (Directive.Stop or Directive.Escalate))
                throw new ArgumentOutOfRangeException(nameof(WhenExhausted), value, "expected Stop or Escalate");
            field = value;
        }
    } = Directive.Stop;

    /// <summary>Whether restart and stop hit all children, not only the failed one.</summary>
    internal abstract bool HitsAll { get; }

    /// <summary>Stops an actor that could not start or whose watched actor died, and restarts after everything else.</summary>
    /// <param name="error">What the child threw.</param>
    public static Directive DefaultDecider(Exception error) =>
        error is ActorStartException or DeathPactException ? Directive.Stop : Directive.Restart;

    internal Decision Decide(Exception error, RestartHistory history, TimeProvider time, Func<double> random)
    {
        Directive directive = Decider(error);
        if (directive != Directive.Restart)
            return new Decision(directive, TimeSpan.Zero);
        if (history.TryCount(MaxRestarts, Window, time) is not { } restart)
            return new Decision(WhenExhausted, TimeSpan.Zero);
        return new Decision(Directive.Restart, BackOff?.Delay(restart, random()) ?? TimeSpan.Zero);
    }
}
