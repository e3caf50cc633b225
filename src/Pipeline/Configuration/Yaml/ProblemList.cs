using VideoDyn.Pipeline.Configuration.Secrets;

namespace VideoDyn.Pipeline.Configuration.Yaml;

/// <summary>Collects what is wrong in a file, so that all of it is told at once.</summary>
/// <param name="secrets">Never part of a message.</param>
internal sealed class ProblemList(SecretSet secrets)
{
    private readonly List<ConfigurationProblem> _problems = [];

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _problems.Count == 0;

    /// <summary>Notes a problem of a value.</summary>
    public void Add(ConfigNode node, string message) => Add(node.Line, node.Column, node.Path, message);

    /// <summary>Notes a problem at a place.</summary>
    public void Add(long line, long column, string path, string message) =>
        _problems.Add(new ConfigurationProblem(line, column, path, message));

    /// <summary>Everything noted, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationProblem> Ordered() =>
    [
        .. _problems.OrderBy(problem => problem.Line).ThenBy(problem => problem.Column)
            .Select(problem => problem with { Message = secrets.Hide(problem.Message) }),
    ];
}
