namespace VideoDyn.Cli.Tests;

/// <summary>What a finished <c>videodyn</c> process left behind.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal sealed record CliResult(int ExitCode, string Output, string Error);
