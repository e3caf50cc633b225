using VideoDyn.Core.Measuring;

namespace VideoDyn.Spatial.Crops.Costs;

/// <summary>Measures how long something takes on one thread: the least of a few tries, because others only ever add time.</summary>
internal static class CostMeter
{
    private const int Tries = 3;

    /// <summary>Processor time of the calling thread in milliseconds; with more threads than one, the time that passes.</summary>
    /// <param name="threads">Threads that the work uses.</param>
    /// <param name="work">What is measured; run once more before, to warm up.</param>
    public static double Measure(int threads, Action work)
    {
        work();
        double least = double.MaxValue;
        for (int attempt = 0; attempt < Tries; attempt++)
        {
            var clock = new StageClock(ProcessorScope.Thread);
            clock.Resume(Stage.Inference);
            work();
            clock.Enter(Stage.Rest);
            TimeSpan took = threads == 1 ? clock.Cpu(Stage.Inference) : clock.Wall(Stage.Inference);
            least = Math.Min(least, took.TotalMilliseconds);
        }

        // A clock may be too coarse to see it, but nothing is free.
        return Math.Max(0.001, Math.Round(least, 4));
    }
}
