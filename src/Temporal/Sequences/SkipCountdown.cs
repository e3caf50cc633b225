namespace VideoDyn.Temporal.Sequences;

/// <summary>
/// How long a Skip RNN needs no look: the closed form of its accumulator (Campos et al., ICLR 2018), known right after an
/// update, so that what lies between need not even be prepared.
/// </summary>
public static class SkipCountdown
{
    /// <summary>Steps from an update to the next one.</summary>
    /// <param name="increment">The update's increment p; below 0 counts as 0, above 1 as 1.</param>
    /// <param name="most">Most steps, at least 1: where the increment is so small that the sum would never get there.</param>
    /// <returns>1 to <paramref name="most"/>.</returns>
    public static int Steps(float increment, int most)
    {
        if (!(increment > 0))
            return most;
        // The accumulator rounds to 1 when it is above one half; one half itself rounds to 0.
        double steps = Math.Floor(0.5 / increment) + 1;
        return (int)Math.Min(steps, most);
    }
}
