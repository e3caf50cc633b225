namespace VideoDyn.Inference.Heads.Candidates;

/// <summary>The class with the highest score; of equal ones the first.</summary>
internal static class BestClass
{
    /// <summary>Looks through scores that lie a fixed distance apart.</summary>
    /// <param name="scores">From the first class's score on.</param>
    /// <param name="step">Elements from one class to the next.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="score">The highest score; NaN when any score is NaN.</param>
    /// <returns>Index of the class.</returns>
    public static int Find(ReadOnlySpan<float> scores, int step, int classCount, out float score)
    {
        int best = 0;
        score = scores[0];
        for (int index = 1; index < classCount; index++)
        {
            float candidate = scores[index * step];
            // False for a NaN best, which therefore stays; true for a NaN candidate only by the second test.
            if (candidate > score || float.IsNaN(candidate))
            {
                best = index;
                score = candidate;
                if (float.IsNaN(candidate))
                    break;
            }
        }

        return best;
    }
}
