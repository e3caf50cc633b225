namespace VideoDyn.Temporal.Clips;

/// <summary>Choices of frames that need no learning: the rivals of early exits.</summary>
public static class FrameSelection
{
    /// <summary>The middles of equal parts of a clip.</summary>
    /// <param name="frames">Frames of the clip, at least 1.</param>
    /// <param name="wanted">How many to choose, 1 to <paramref name="frames"/>.</param>
    /// <returns>Rising positions.</returns>
    public static int[] Uniform(int frames, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, frames);
        return [.. Enumerable.Range(0, wanted).Select(part => (int)((((2L * part) + 1) * frames) / (2L * wanted)))];
    }

    /// <summary>
    /// Equal parts of the cumulative motion (MGSampler, Zhi et al., ICCV 2021): where much moves, frames lie close together.
    /// </summary>
    /// <param name="motion">How much each frame differs from the one before it, at least 0; the first one's does not count.</param>
    /// <param name="wanted">How many to choose, 1 to the number of frames.</param>
    /// <returns>Rising positions, each once.</returns>
    public static int[] ByMotion(ReadOnlySpan<float> motion, int wanted)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(wanted, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(wanted, motion.Length);
        double total = 0;
        for (int frame = 1; frame < motion.Length; frame++)
            total += Math.Sqrt(Math.Max(0, motion[frame]));
        if (!(total > 0) || !double.IsFinite(total))
            return Uniform(motion.Length, wanted);
        int[] chosen = new int[wanted];
        double sum = 0;
        int next = 0;
        for (int part = 0; part < wanted; part++)
        {
            double goal = (part + 0.5) / wanted * total;
            // Each frame once: room is left for those that still follow.
            int last = motion.Length - (wanted - part);
            while (next < last && sum + Step(motion, next + 1) <= goal)
                sum += Step(motion, ++next);
            chosen[part] = next;
            if (next < motion.Length - 1)
                sum += Step(motion, ++next);
        }

        return chosen;
    }

    private static double Step(ReadOnlySpan<float> motion, int frame) => Math.Sqrt(Math.Max(0, motion[frame]));
}
