namespace VideoDyn.Benchmarks.Harness;

/// <summary>What the command line can change.</summary>
/// <param name="Rounds">How often each action is measured, at least 5.</param>
internal sealed record BenchmarkOptions(int Rounds);
