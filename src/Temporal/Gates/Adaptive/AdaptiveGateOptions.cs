using VideoDyn.Core.Errors;
using VideoDyn.Temporal.Gates.Change;

namespace VideoDyn.Temporal.Gates.Adaptive;

/// <summary>Settings of <see cref="AdaptiveGate"/>.</summary>
public sealed record AdaptiveGateOptions
{
    /// <summary>Agreement with dense to hold. Default 0.95, range 0.5..0.999.</summary>
    public double Target { get; init; } = 0.95;

    /// <summary>The gate whose loss is moved; it begins with the loss given here, within the bounds.</summary>
    public ChangeGateOptions Change { get; init; } = new();

    /// <summary>The loss never goes below this. Default 0.005, range 0.001..0.5.</summary>
    public double LeastLoss { get; init; } = 0.005;

    /// <summary>The loss never goes above this. Default 0.25, range 0.001..0.5.</summary>
    public double MostLoss { get; init; } = 0.25;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate()
    {
        Change.Validate();
        var problems = new OptionProblems("gate adaptive");
        problems.Range(nameof(Target), Target, 0.5, 0.999).Range(nameof(LeastLoss), LeastLoss, 0.001, 0.5).Range(nameof(MostLoss), MostLoss, 0.001, 0.5);
        if (LeastLoss > MostLoss)
            problems.Add($"LeastLoss is {LeastLoss}, expected at most MostLoss, which is {MostLoss}");
        problems.Throw();
    }
}
