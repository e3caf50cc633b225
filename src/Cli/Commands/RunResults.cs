using VideoDyn.Core.Errors;
using VideoDyn.Pipeline;

namespace VideoDyn.Cli.Commands;

/// <summary>What the results of several inputs mean for the process.</summary>
internal static class RunResults
{
    /// <summary>The exit code, as docs/errors.md says.</summary>
    /// <param name="results">Results of the inputs that ran.</param>
    /// <param name="inputs">Inputs that were asked for.</param>
    /// <param name="interrupted">Whether the user ended the command.</param>
    public static int ExitCode(IReadOnlyList<JobResult> results, int inputs, bool interrupted)
    {
        VideoDynException[] errors = [.. results.Select(result => result.Error).OfType<VideoDynException>()];
        if (errors.Any(error => error.Kind == ErrorKind.Output))
            return ExitCodes.Output;
        if (interrupted)
            return ExitCodes.Interrupted;
        if (errors.Length == 0)
            return ExitCodes.Done;
        bool all = errors.Length == inputs && errors.All(error => error.Kind == errors[0].Kind);
        return all ? ExitCodes.Of(errors[0].Kind) : ExitCodes.SomeInputsFailed;
    }
}
