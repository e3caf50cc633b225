namespace VideoDyn.Inference.Tests.Support;

/// <summary>Measures managed allocation in steady state.</summary>
internal static class Allocations
{
    /// <summary>
    /// Fewest bytes that one round of calls allocates on this thread. The just-in-time compiler allocates now and then
    /// while it replaces code; what the code itself allocates comes back in every round.
    /// </summary>
    public static long PerRound(Action action, int calls = 20)
    {
        long fewest = long.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int call = 0; call < calls; call++)
                action();
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return fewest;
    }
}
