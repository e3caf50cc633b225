namespace VideoDyn.Brokers.TestKit;

/// <summary>A broker that tests may harm.</summary>
public interface ITestBroker : IAsyncDisposable
{
    /// <summary>Ends it at once (SIGKILL).</summary>
    Task KillAsync();

    /// <summary>Starts it again on the same ports with what it had stored.</summary>
    Task RestartAsync();

    /// <summary>Stops it without ending it (SIGSTOP).</summary>
    void Freeze();

    /// <summary>Lets it go on after <see cref="Freeze"/> (SIGCONT).</summary>
    void Thaw();
}
