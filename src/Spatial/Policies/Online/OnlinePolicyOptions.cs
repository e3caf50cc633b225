using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Policies.Online;

/// <summary>What the policy that learns while it runs aims at.</summary>
public sealed record OnlinePolicyOptions
{
    /// <summary>Share of the picture's blocks to execute on average. Default 0.2, range 0.01..1.</summary>
    public double Target { get; init; } = 0.2;

    /// <summary>Start of the first weights and of all lots. Default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How fast the weights move (RMSprop). Default 0.0005, range 0 (never) to 0.1.</summary>
    public double Rate { get; init; } = 0.0005;

    /// <summary>How much the reward of missing the target counts beside that of new information. Default 5, range 0..100.</summary>
    public double CostWeight { get; init; } = 5;

    /// <summary>No block stays unexecuted longer than this in stream time. Default 10 s; null for no limit.</summary>
    public TimeSpan? MaxAge { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The whole picture is executed at least this often in stream time. Default 30 s; null for never.</summary>
    public TimeSpan? RefreshInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">Values are out of range; all of them at once (kind Configuration).</exception>
    public void Validate() => new OptionProblems("region.online")
        .Range(nameof(Target), Target, 0.01, 1)
        .Range(nameof(Rate), Rate, 0, 0.1)
        .Range(nameof(CostWeight), CostWeight, 0, 100)
        .Range(nameof(MaxAge), MaxAge ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Range(nameof(RefreshInterval), RefreshInterval ?? TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Throw();
}
