using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Configuration.Reloading;

/// <summary>How a configuration file is watched.</summary>
public sealed record ReloadOptions
{
    /// <summary>How the file is read.</summary>
    public ConfigurationReadOptions Read { get; init; } = new();

    /// <summary>How long the file must be left alone before it is read, because editors write in steps. Default 300 ms, 0 to 1 min.</summary>
    public TimeSpan QuietTime { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>How long a change may wait at most while the file goes on changing. Default 5 s, <see cref="QuietTime"/> to 10 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the system is asked to tell when the folder changes. Default true; else only the date is looked at, e.g. where
    /// such notices are known to be missing, or where only the clock given below may say when something happens.
    /// </summary>
    public bool OnNotice { get; init; } = true;

    /// <summary>
    /// How often the file's date is looked at, for file systems that report no changes and for links into other folders.
    /// Default 10 s, 0.1 s to 1 h.
    /// </summary>
    public TimeSpan PollInterval { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Whether SIGHUP reads the file again. Default true; only one reloader of a process should.</summary>
    public bool OnSignal { get; init; } = true;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate() => new OptionProblems("reload")
        .Range("quiet time", QuietTime, TimeSpan.Zero, TimeSpan.FromMinutes(1))
        .Range("longest wait", LongestWait, QuietTime, TimeSpan.FromMinutes(10))
        .Range("poll interval", PollInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1))
        .Throw();
}
