using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Tampering;

/// <summary>When a camera counts as tampered with. All times are stream time.</summary>
public sealed record TamperOptions
{
    /// <summary>How long a view must stay before it is the camera's own. Default 10 s, 1 s to 10 min.</summary>
    public TimeSpan Learn { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long something must last before it is believed. Default 3 s, 0.5 s to 10 min.</summary>
    public TimeSpan Persistence { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>How long a camera that was moved must hold still before its new view is its own. Default 1 min, 5 s to 1 day.</summary>
    public TimeSpan Accept { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("tampering")
        .Range("learn", Learn, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10))
        .Range("persistence", Persistence, TimeSpan.FromSeconds(0.5), TimeSpan.FromMinutes(10))
        .Range("accept", Accept, TimeSpan.FromSeconds(5), TimeSpan.FromDays(1))
        .Throw();
}
