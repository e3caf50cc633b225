namespace VideoDyn.Evaluation.Segmentation;

/// <summary>Intersections and unions of a stretch of video, one of each per class; stretches add up.</summary>
/// <param name="Both">Pixels that both maps give to the class.</param>
/// <param name="Union">Pixels that either map gives to the class.</param>
public sealed record ClassOverlaps(IReadOnlyList<long> Both, IReadOnlyList<long> Union)
{
    /// <summary>What came since an earlier count.</summary>
    /// <param name="earlier">A count of the same classes.</param>
    public ClassOverlaps Since(ClassOverlaps earlier)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        return new ClassOverlaps(
            [.. Both.Zip(earlier.Both, (now, before) => now - before)], [.. Union.Zip(earlier.Union, (now, before) => now - before)]);
    }
}
