namespace VideoDyn.Bench.Reports;

/// <summary>The plans worth a choice: no other one is at least as cheap and at least as good, and better in one of both.</summary>
internal static class ParetoFront
{
    /// <summary>Tells for each plan whether it is on the front; plans without cost or quality never are.</summary>
    /// <param name="points">Cost (less is better) and quality (more is better).</param>
    public static bool[] Of(IReadOnlyList<(double? Cost, double? Quality)> points)
    {
        var front = new bool[points.Count];
        for (int i = 0; i < points.Count; i++)
            front[i] = points[i] is ({ } cost, { } quality) && !points.Any(other => Beats(other, cost, quality));
        return front;
    }

    private static bool Beats((double? Cost, double? Quality) other, double cost, double quality) =>
        other.Cost <= cost && other.Quality >= quality && (other.Cost < cost || other.Quality > quality);
}
