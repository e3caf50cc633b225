using System.Globalization;
using System.Numerics;

namespace VideoDyn.Core.Errors;

/// <summary>Collects what is wrong with a record of options, so that one error names all of it.</summary>
/// <param name="path">Where the options stand, e.g. <c>region.change</c>; part of the message.</param>
public sealed class OptionProblems(string path)
{
    private readonly List<string> _problems = [];

    /// <summary>Notes a number outside its range; not-a-number is always outside.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="value">What was found.</param>
    /// <param name="low">Least value allowed.</param>
    /// <param name="high">Greatest value allowed.</param>
    /// <returns>This collection.</returns>
    public OptionProblems Range<T>(string name, T value, T low, T high)
        where T : INumber<T>
    {
        if (!(value >= low && value <= high))
            Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, expected {low} to {high}"));
        return this;
    }

    /// <summary>Notes a time outside its range.</summary>
    /// <param name="name">Name of the option.</param>
    /// <param name="value">What was found.</param>
    /// <param name="low">Least time allowed.</param>
    /// <param name="high">Greatest time allowed.</param>
    /// <returns>This collection.</returns>
    public OptionProblems Range(string name, TimeSpan value, TimeSpan low, TimeSpan high)
    {
        if (value < low || value > high)
            Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value:c}, expected {low:c} to {high:c}"));
        return this;
    }

    /// <summary>Notes any other problem.</summary>
    /// <param name="problem">Name of the option, what was found and what was expected.</param>
    public void Add(string problem) => _problems.Add(problem);

    /// <summary>Ends the check.</summary>
    /// <exception cref="VideoDynException">Something was noted (kind Configuration).</exception>
    public void Throw()
    {
        if (_problems.Count > 0)
            throw VideoDynException.Configuration($"{path}: {string.Join("; ", _problems)}");
    }
}
