using System.Diagnostics;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Bench.Measuring;

/// <summary>
/// The machine's noise: a fixed chain of dependent integer steps without memory runs between the slices. On a quiet
/// machine at a steady clock it always takes the same time.
/// </summary>
internal sealed class SpinReference
{
    private const int Steps = 1_000_000;
    private readonly List<double> _milliseconds = [];
    private uint _state = 1;

    /// <summary>Runs the chain once, one to two milliseconds, and notes the wall-clock time.</summary>
    public void Run()
    {
        long began = Stopwatch.GetTimestamp();
        uint state = _state;
        for (int i = 0; i < Steps; i++)
            state = (state * 1664525) + 1013904223;
        _state = state;
        _milliseconds.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Median time in milliseconds; 0 when it never ran.</summary>
    public double Median => _milliseconds.Count == 0 ? 0 : Quantiles.Median([.. _milliseconds]);

    /// <summary>Half of the distance between the quartiles over the median: 0.01 is a quiet machine; 0 when it never ran.</summary>
    public double Spread => _milliseconds.Count == 0
        ? 0
        : (Quantiles.Of([.. _milliseconds], 0.75) - Quantiles.Of([.. _milliseconds], 0.25)) / 2 / Median;
}
