using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Segmentation;

/// <summary>
/// Confidence interval of the mean intersection over union by the percentile bootstrap over whole segments of stream time,
/// of one video or of the plain mean of several. Source and limits are those of <see cref="RatioBootstrap"/>.
/// </summary>
public static class MeanOverlapBootstrap
{
    /// <summary>Two-sided interval of the mean over videos of each video's mean over its classes.</summary>
    /// <param name="videos">The segments of each video.</param>
    /// <param name="options">Confidence, resamples and seed.</param>
    /// <returns>Null when a video has fewer than two segments: nothing can be said about the spread.</returns>
    public static ConfidenceInterval? Interval(IReadOnlyList<IReadOnlyList<ClassOverlaps>> videos, BootstrapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(videos);
        options ??= BootstrapOptions.Default;
        if (videos.Count == 0 || videos.Any(segments => segments.Count < 2))
            return null;
        var random = new SplitMix64(options.Seed);
        var means = new double[options.Resamples];
        for (int resample = 0; resample < means.Length; resample++)
        {
            foreach (IReadOnlyList<ClassOverlaps> segments in videos)
                means[resample] += Draw(segments, ref random) / videos.Count;
        }

        means.AsSpan().Sort();
        double tail = (1 - options.Confidence) / 2;
        return new ConfidenceInterval(Quantiles.OfSorted(means, tail), Quantiles.OfSorted(means, 1 - tail), options.Confidence);
    }

    private static double Draw(IReadOnlyList<ClassOverlaps> segments, ref SplitMix64 random)
    {
        int classes = segments[0].Both.Count;
        Span<long> both = stackalloc long[classes];
        Span<long> union = stackalloc long[classes];
        for (int draw = 0; draw < segments.Count; draw++)
        {
            ClassOverlaps segment = segments[random.NextIndex(segments.Count)];
            for (int index = 0; index < classes; index++)
            {
                both[index] += segment.Both[index];
                union[index] += segment.Union[index];
            }
        }

        double sum = 0;
        int seen = 0;
        for (int index = 0; index < classes; index++)
        {
            if (union[index] == 0)
                continue;
            sum += (double)both[index] / union[index];
            seen++;
        }

        return seen > 0 ? sum / seen : 0;
    }
}
