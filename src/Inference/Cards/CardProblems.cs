using VideoDyn.Core.Errors;

namespace VideoDyn.Inference.Cards;

/// <summary>Collects everything wrong with a model's description, so that one run shows all of it.</summary>
public sealed class CardProblems
{
    private readonly List<string> _problems = [];

    /// <summary>The problems, one line each.</summary>
    public IReadOnlyList<string> All => _problems;

    /// <summary>Adds a problem.</summary>
    public void Add(string problem) => _problems.Add(problem);

    /// <summary>Throws when there is any problem.</summary>
    /// <param name="subject">What is wrong, e.g. <c>model card 'model.yaml'</c>.</param>
    /// <exception cref="VideoDynException">Kind Model, all problems in its message.</exception>
    public void ThrowIfAny(string subject)
    {
        if (_problems.Count == 1)
            throw VideoDynException.Model($"{subject}: {_problems[0]}");
        if (_problems.Count > 1)
            throw VideoDynException.Model($"{subject}: {_problems.Count} problems\n  {string.Join("\n  ", _problems)}");
    }
}
