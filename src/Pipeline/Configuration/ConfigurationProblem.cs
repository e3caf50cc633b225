using System.Globalization;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>One thing that is wrong in a configuration file.</summary>
/// <param name="Line">Line in the file, from 1; 0 where the whole file is meant.</param>
/// <param name="Column">Column in the line, from 1; 0 where the whole file is meant.</param>
/// <param name="Path">Where in the document, e.g. <c>cameras.gate-3.detect.fps</c>; empty for the whole document.</param>
/// <param name="Message">What was found and what was expected, without any secret.</param>
public sealed record ConfigurationProblem(long Line, long Column, string Path, string Message)
{
    /// <summary>The problem as one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(Line > 0 ? $"line {Line}, column {Column}: " : "")}{(Path.Length > 0 ? Path + ": " : "")}{Message}");
}
