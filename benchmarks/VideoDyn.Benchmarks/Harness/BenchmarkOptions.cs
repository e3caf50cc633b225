namespace VideoDyn.Benchmarks.Harness;

/// <summary>What the command line can change.</summary>
/// <param name="Rounds">How often each action is measured, at least 5.</param>
/// <param name="Only">Parts of names, of which a row must contain one to be measured; empty for all rows. For benchmarks whose rows have names.</param>
internal sealed record BenchmarkOptions(int Rounds, IReadOnlyList<string> Only)
{
    /// <summary>Whether a row is asked for.</summary>
    public bool Wants(string name) => Only.Count == 0 || Only.Any(part => name.Contains(part, StringComparison.OrdinalIgnoreCase));
}
