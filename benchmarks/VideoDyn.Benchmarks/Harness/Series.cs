namespace VideoDyn.Benchmarks.Harness;

/// <summary>One action's times, one per round, in milliseconds per call.</summary>
/// <param name="Name">Name in the table.</param>
/// <param name="Milliseconds">Times in the order of the rounds.</param>
internal sealed record Series(string Name, double[] Milliseconds)
{
    /// <summary>Middle of the times.</summary>
    public double Median => Quantile(Sorted(Milliseconds), 0.5);

    /// <summary>Half of the distance between the quartiles over the median: 0.01 is a quiet machine.</summary>
    public double Spread
    {
        get
        {
            double[] sorted = Sorted(Milliseconds);
            return (Quantile(sorted, 0.75) - Quantile(sorted, 0.25)) / 2 / Quantile(sorted, 0.5);
        }
    }

    /// <summary>
    /// The median of the ratios to another series, each taken within a round, with its 95 % interval from the order
    /// statistics (the median's rank is binomial, whatever the distribution of the times).
    /// </summary>
    public (double Median, double Low, double High) RatioTo(Series other)
    {
        double[] ratios = Sorted([.. Milliseconds.Zip(other.Milliseconds, (mine, theirs) => mine / theirs)]);
        int count = ratios.Length;
        double half = 1.96 * Math.Sqrt(count) / 2;
        int low = Math.Max((int)Math.Floor((count / 2.0) - half), 0);
        int high = Math.Min((int)Math.Ceiling((count / 2.0) + half), count - 1);
        return (Quantile(ratios, 0.5), ratios[low], ratios[high]);
    }

    /// <summary>Adds series up within each round.</summary>
    public static Series Sum(string name, IReadOnlyList<Series> parts) =>
        new(name, [.. Enumerable.Range(0, parts[0].Milliseconds.Length).Select(round => parts.Sum(part => part.Milliseconds[round]))]);

    private static double[] Sorted(double[] values)
    {
        double[] sorted = [.. values];
        Array.Sort(sorted);
        return sorted;
    }

    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int below = (int)position;
        int above = Math.Min(below + 1, sorted.Length - 1);
        return sorted[below] + ((sorted[above] - sorted[below]) * (position - below));
    }
}
