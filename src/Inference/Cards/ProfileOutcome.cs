using VideoDyn.Core.Tensors;

namespace VideoDyn.Inference.Cards;

/// <summary>What <see cref="ProfileResolver"/> found out, also when something is missing.</summary>
internal sealed record ProfileOutcome
{
    /// <summary>What is described, for messages.</summary>
    public required string Subject { get; init; }

    /// <summary>The whole profile; null when there are problems.</summary>
    public required ModelProfile? Profile { get; init; }

    /// <summary>Name of the picture input; null when it is not decided.</summary>
    public string? InputName { get; init; }

    /// <summary>Shape of the picture input; null when it is not decided.</summary>
    public long[]? InputShape { get; init; }

    /// <summary>Order of its dimensions; null when it is not decided.</summary>
    public TensorLayout? Layout { get; init; }

    /// <summary>Number of labels; null when there are none.</summary>
    public int? LabelCount { get; init; }

    /// <summary>What is missing or contradicts.</summary>
    public required CardProblems Problems { get; init; }

    /// <summary>The profile.</summary>
    /// <exception cref="Core.Errors.VideoDynException">Kind Model, with all problems.</exception>
    public ModelProfile Require()
    {
        Problems.ThrowIfAny(Subject);
        return Profile!;
    }
}
