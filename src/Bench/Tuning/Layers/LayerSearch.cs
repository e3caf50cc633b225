namespace VideoDyn.Bench.Tuning.Layers;

/// <summary>
/// Finds thresholds from front to back: each group of layers takes the highest rung of a ladder that leaves the loss of
/// agreement within its share of what may be lost, before the groups behind it are looked at.
/// </summary>
/// <remarks>Source of the procedure: Parger et al., "DeltaCNN", CVPR 2022, there one layer at a time by the loss of a task.</remarks>
/// <param name="evaluate">Agreement on the searched part and multiply-accumulates for thresholds of all layers.</param>
internal sealed class LayerSearch(Func<double[], (double Agreement, long Macs)> evaluate)
{
    /// <summary>The thresholds that are tried, in deviations of a layer.</summary>
    public static readonly double[] Ladder = [0, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6];

    /// <summary>Below this share of its work, a higher threshold is not worth what it may lose elsewhere.</summary>
    private const double LeastGain = 0.001;

    /// <summary>Sets of thresholds that were tried.</summary>
    public int Trials { get; private set; }

    /// <summary>Finds one threshold for all layers.</summary>
    /// <param name="layers">Number of layers.</param>
    /// <param name="target">Agreement to keep.</param>
    /// <returns>The highest rung that keeps it below the first that does not; null when not even 0 does.</returns>
    public double[]? Single(int layers, double target)
    {
        double[]? best = null;
        foreach (double threshold in Ladder)
        {
            double[] all = new double[layers];
            Array.Fill(all, threshold);
            if (Try(all).Agreement < target)
                break;
            best = all;
        }

        return best;
    }

    /// <summary>Finds thresholds group by group.</summary>
    /// <param name="layers">Number of layers.</param>
    /// <param name="together">Neighbouring layers that get one threshold, at least 1.</param>
    /// <param name="target">Agreement to keep.</param>
    /// <param name="progress">Told the number of layers that have their threshold.</param>
    /// <returns>The thresholds; null when the target is missed with none at all.</returns>
    public double[]? FrontToBack(int layers, int together, double target, Action<int> progress)
    {
        double[] values = new double[layers];
        (double agreement, long macs) = Try(values);
        double lost = 1 - agreement, room = agreement - target;
        if (room < 0)
            return null;
        int rung = Array.IndexOf(Ladder, 0.1);
        for (int first = 0; first < layers; first += together)
        {
            int count = Math.Min(together, layers - first);
            // Each layer may use its part, and what those before it left.
            double least = 1 - lost - (room * (first + count) / layers);
            (rung, macs) = Raise(values.AsSpan(first, count), values, Math.Max(1, rung), least, macs);
            progress(first + count);
        }

        return values;
    }

    // From the rung of the layers before, as neighbours are alike: up while it is allowed and pays, else down until it is allowed.
    private (int Rung, long Macs) Raise(Span<double> group, double[] values, int rung, double least, long macs)
    {
        int held = 0;
        for (int next = rung; next < Ladder.Length; next++)
        {
            group.Fill(Ladder[next]);
            (double agreement, long cost) = Try(values);
            if (agreement < least || (held > 0 && cost > macs * (1 - LeastGain)))
                break;
            (held, macs) = (next, cost);
        }

        for (int next = rung - 1; next > 0 && held == 0; next--)
        {
            group.Fill(Ladder[next]);
            (double agreement, long cost) = Try(values);
            if (agreement >= least)
                (held, macs) = (next, cost);
        }

        group.Fill(Ladder[held]);
        return (held, macs);
    }

    private (double Agreement, long Macs) Try(double[] values)
    {
        Trials++;
        return evaluate(values);
    }
}
