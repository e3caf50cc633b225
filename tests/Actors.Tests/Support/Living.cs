namespace VideoDyn.Actors.Tests.Support;

/// <summary>An actor that does what its messages say and writes down the hooks of its life.</summary>
internal sealed class Living : Actor<Func<Living, ValueTask>>
{
    private readonly Life _life;

    public Living(Life life)
    {
        _life = life;
        Instance = ++life.Instances;
        life.InConstructor?.Invoke(Instance);
    }

    public int Instance { get; }

    /// <summary>State that a restart loses.</summary>
    public int State { get; set; }

    public ActorContext<Func<Living, ValueTask>> Surroundings => Context;

    protected override ValueTask Receive(Func<Living, ValueTask> message) => message(this);

    protected override ValueTask PreStart()
    {
        _life.Write("start");
        return _life.OnStart?.Invoke(this) ?? ValueTask.CompletedTask;
    }

    protected override ValueTask PostStop()
    {
        _life.Write("stop");
        return _life.OnStop?.Invoke(this) ?? ValueTask.CompletedTask;
    }

    protected override async ValueTask PreRestart(Exception cause)
    {
        _life.Write($"before restart ({cause.Message})");
        if (_life.OnPreRestart is { } hook)
            await hook(this);
        await base.PreRestart(cause);
    }

    protected override ValueTask PostRestart(Exception cause)
    {
        _life.Write($"after restart ({cause.Message})");
        return base.PostRestart(cause);
    }

    protected override ValueTask OnTerminated(Terminated terminated)
    {
        _life.Write($"{terminated.Actor.Path} is dead");
        return _life.OnDeath?.Invoke(this) ?? ValueTask.CompletedTask;
    }
}
