using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Live;

/// <summary>When a camera that was lost is connected to again.</summary>
public sealed record ReconnectOptions
{
    /// <summary>Pause after the first failure; 0.05 s to 1 h.</summary>
    public TimeSpan First { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest pause; from <see cref="First"/> to 24 h.</summary>
    public TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Each pause is this many times the last; 1 to 10.</summary>
    public double Growth { get; init; } = 2;

    /// <summary>Share of a pause that chance takes away, so that cameras lost together do not come back together; 0 to 0.9.</summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>How long pictures must come before the pauses start small again; 0 s to 1 h.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Failures in a row after which the camera counts as down; 1 to 1000.</summary>
    public int DownAfter { get; init; } = 5;

    /// <summary>Pause after the first wrong password, since cameras lock accounts; 1 s to 24 h. Grows like the other.</summary>
    public TimeSpan WrongPasswordFirst { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Longest pause after a wrong password; from <see cref="WrongPasswordFirst"/> to 24 h.</summary>
    public TimeSpan WrongPasswordLongest { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Fails when an option is out of its range.</summary>
    /// <exception cref="VideoDynException">The message names all of them (kind Configuration).</exception>
    public void Validate() => new OptionProblems("reconnect")
        .Range("first", First, TimeSpan.FromMilliseconds(50), TimeSpan.FromHours(1))
        .Range("longest", Longest, First, TimeSpan.FromHours(24))
        .Range("growth", Growth, 1, 10)
        .Range("jitter", Jitter, 0, 0.9)
        .Range("stable after", StableAfter, TimeSpan.Zero, TimeSpan.FromHours(1))
        .Range("down after", DownAfter, 1, 1000)
        .Range("wrong password first", WrongPasswordFirst, TimeSpan.FromSeconds(1), TimeSpan.FromHours(24))
        .Range("wrong password longest", WrongPasswordLongest, WrongPasswordFirst, TimeSpan.FromHours(24))
        .Throw();
}
