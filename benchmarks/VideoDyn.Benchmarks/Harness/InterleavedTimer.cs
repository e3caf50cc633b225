using System.Diagnostics;
using VideoDyn.Bench.Measuring;

namespace VideoDyn.Benchmarks.Harness;

/// <summary>
/// Measures several actions side by side: every round runs each of them once (A B C, then C B A, and so on), so that a
/// slow phase of the machine hits all alike, and results are compared within a round before they are summed up.
/// </summary>
/// <remarks>
/// Wall time, medians. A quick action is repeated within its turn until the turn is long against the clock's own cost.
/// A fixed arithmetic loop takes part in every round: its spread tells how quiet the machine was.
/// </remarks>
internal sealed class InterleavedTimer
{
    private static readonly TimeSpan s_turn = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan s_warmUp = TimeSpan.FromMilliseconds(700);
    private readonly List<(string Name, Action Run)> _actions = [];

    /// <summary>Adds an action; the first one added is the baseline of all ratios.</summary>
    /// <param name="name">Name in the table.</param>
    /// <param name="run">What to measure; it must not keep the processor busy after it returns.</param>
    /// <returns>This timer.</returns>
    public InterleavedTimer Add(string name, Action run)
    {
        _actions.Add((name, run));
        return this;
    }

    /// <summary>Warms up, measures and sums up.</summary>
    /// <param name="rounds">Turns of every action.</param>
    public TimingReport Measure(int rounds)
    {
        List<(string Name, Action Run)> all = [.. _actions, ("spin", new SpinReference().Run)];
        int[] repeats = [.. all.Select(action => WarmUp(action.Run))];
        double[][] milliseconds = [.. all.Select(_ => new double[rounds])];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < all.Count; turn++)
            {
                int which = round % 2 == 0 ? turn : all.Count - 1 - turn;
                milliseconds[which][round] = Turn(all[which].Run, repeats[which]).TotalMilliseconds / repeats[which];
            }
        }

        Series[] series = [.. all.Select((action, i) => new Series(action.Name, milliseconds[i]))];
        return new TimingReport(series[..^1], series[^1]);
    }

    /// <summary>Runs long enough for the runtime's optimising compiler to finish, then finds the repeats of a turn.</summary>
    private static int WarmUp(Action run)
    {
        long start = Stopwatch.GetTimestamp();
        int runs = 0;
        while (runs < 3 || Stopwatch.GetElapsedTime(start) < s_warmUp)
        {
            run();
            runs++;
        }

        var fastest = TimeSpan.MaxValue;
        for (int i = 0; i < 5; i++)
        {
            TimeSpan once = Turn(run, 1);
            fastest = once < fastest ? once : fastest;
        }

        return (int)Math.Clamp(Math.Ceiling(s_turn / Max(fastest, TimeSpan.FromTicks(1))), 1, 100_000);
    }

    private static TimeSpan Turn(Action run, int repeats)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < repeats; i++)
            run();
        return Stopwatch.GetElapsedTime(start);
    }

    private static TimeSpan Max(TimeSpan a, TimeSpan b) => a > b ? a : b;
}
