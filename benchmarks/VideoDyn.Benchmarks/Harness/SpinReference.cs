namespace VideoDyn.Benchmarks.Harness;

/// <summary>
/// A fixed chain of dependent integer steps without memory: on a quiet machine at a steady clock every run takes the
/// same time, so its spread is the machine's noise.
/// </summary>
internal static class SpinReference
{
    private static uint s_state = 1;

    /// <summary>Runs the chain, about half a millisecond.</summary>
    public static void Run()
    {
        uint state = s_state;
        for (int i = 0; i < 300_000; i++)
            state = (state * 1664525) + 1013904223;
        s_state = state;
    }
}
