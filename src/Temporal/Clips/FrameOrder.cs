namespace VideoDyn.Temporal.Clips;

/// <summary>In which order the frames of a clip are looked at.</summary>
public static class FrameOrder
{
    /// <summary>
    /// From coarse to fine: middle, first, last, then the middles of 2, 4, 8 … equal parts as far as they are new. The rule
    /// of AdaFocus V2 (Wang et al., CVPR 2022), whose first steps are those of FrameExit (Ghodrati et al., CVPR 2021).
    /// </summary>
    /// <param name="frames">Number of frames, at least 1.</param>
    /// <returns>Each of 0 to <paramref name="frames"/> - 1 once.</returns>
    public static int[] CoarseToFine(int frames)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(frames, 1);
        int last = frames - 1;
        var order = new List<int>(frames);
        var known = new bool[frames];
        Take(last / 2);
        Take(0);
        Take(last);
        for (int parts = 2; order.Count < frames; parts *= 2)
        {
            // Ends of the parts are rounded down first, then the middle between them.
            for (int part = 0; part < parts; part++)
                Take(((int)((long)last * part / parts) + (int)((long)last * (part + 1) / parts)) / 2);
            if (parts > 4 * frames)
                TakeTheRest();
        }

        return [.. order];

        void Take(int frame)
        {
            if (!known[frame])
                order.Add(frame);
            known[frame] = true;
        }

        void TakeTheRest()
        {
            for (int frame = 0; frame < frames; frame++)
                Take(frame);
        }
    }

    /// <summary>In the order of time: the answer may come while the clip still runs.</summary>
    /// <param name="frames">Number of frames, at least 1.</param>
    public static int[] ByTime(int frames) => [.. Enumerable.Range(0, frames)];
}
