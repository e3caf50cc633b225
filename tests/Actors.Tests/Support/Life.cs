namespace VideoDyn.Actors.Tests.Support;

/// <summary>What a <see cref="Living"/> actor shares with its test: the log, and what its hooks do.</summary>
internal sealed class Life(string name, List<string> log)
{
    public int Instances { get; set; }

    public Action<int>? InConstructor { get; set; }

    public Func<Living, ValueTask>? OnStart { get; set; }

    public Func<Living, ValueTask>? OnStop { get; set; }

    public Func<Living, ValueTask>? OnPreRestart { get; set; }

    public Func<Living, ValueTask>? OnDeath { get; set; }

    public Props<Func<Living, ValueTask>> Props => VideoDyn.Actors.Props.Create(() => new Living(this));

    public void Write(string what) => log.Add($"{name}: {what}");
}
