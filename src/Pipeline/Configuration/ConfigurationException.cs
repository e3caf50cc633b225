using VideoDyn.Core.Errors;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>A configuration file that cannot be used, with everything that is wrong in it.</summary>
public sealed class ConfigurationException : VideoDynException
{
    private const int PrintedProblems = 100;

    /// <summary>Creates the error.</summary>
    /// <param name="file">Path of the file, for messages.</param>
    /// <param name="problems">What is wrong, in the order of the file; at least one.</param>
    public ConfigurationException(string file, IReadOnlyList<ConfigurationProblem> problems)
        : base(ErrorKind.Configuration, Text(file, problems)) => Problems = problems;

    /// <summary>What is wrong, in the order of the file.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }

    private static string Text(string file, IReadOnlyList<ConfigurationProblem> problems)
    {
        ArgumentNullException.ThrowIfNull(problems);
        IEnumerable<string> lines = problems.Take(PrintedProblems).Select(problem => $"{file}: {problem}");
        if (problems.Count > PrintedProblems)
            lines = lines.Append($"{file}: and {problems.Count - PrintedProblems} more problems");
        return string.Join(Environment.NewLine, lines);
    }
}
