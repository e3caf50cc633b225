namespace VideoDyn.Evaluation.Segmentation;

/// <summary>Adds up class maps into a confusion matrix: mean intersection over union and pixel accuracy.</summary>
/// <remarks>Adding a map allocates nothing. Not thread-safe.</remarks>
public sealed class SegmentationMeter
{
    private readonly long[] _confusion;
    private readonly int _classes;

    /// <summary>Starts with no pixel.</summary>
    /// <param name="classes">How many classes there are, 1 to 255.</param>
    public SegmentationMeter(int classes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(classes, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, 255);
        _classes = classes;
        _confusion = new long[classes * classes];
    }

    /// <summary>Label of pixels that are left out, as most data sets mark their borders.</summary>
    public const byte Ignored = 255;

    /// <summary>Pixels counted.</summary>
    public long Pixels => _confusion.Sum();

    /// <summary>Counts one picture.</summary>
    /// <param name="truth">Class of each pixel; <see cref="Ignored"/> leaves it out.</param>
    /// <param name="found">Class of each pixel as found, in the same order.</param>
    /// <exception cref="ArgumentException">The sizes differ, or a class is beyond the number of classes; nothing is counted then.</exception>
    public void Add(ReadOnlySpan<byte> truth, ReadOnlySpan<byte> found)
    {
        if (truth.Length != found.Length)
            throw new ArgumentException($"The maps have {truth.Length} and {found.Length} pixels.", nameof(found));
        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] == Ignored)
                continue;
            if (truth[i] >= _classes || found[i] >= _classes)
                throw new ArgumentException($"Pixel {i} has classes {truth[i]} and {found[i]}; there are {_classes} classes.", nameof(found));
        }

        for (int i = 0; i < truth.Length; i++)
        {
            if (truth[i] != Ignored)
                _confusion[(truth[i] * _classes) + found[i]]++;
        }
    }

    /// <summary>Intersection over union of one class, 0..1; null when neither map ever shows it.</summary>
    public double? IntersectionOverUnion(int classId)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)classId, (uint)_classes, nameof(classId));
        (long both, long union) = Overlap(classId);
        return union > 0 ? (double)both / union : null;
    }

    /// <summary>Intersections and unions of all classes so far.</summary>
    public ClassOverlaps Overlaps()
    {
        var both = new long[_classes];
        var union = new long[_classes];
        for (int classId = 0; classId < _classes; classId++)
            (both[classId], union[classId]) = Overlap(classId);
        return new ClassOverlaps(both, union);
    }

    /// <summary>Mean over the classes that either map shows; null without any pixel.</summary>
    public double? MeanIntersectionOverUnion => Enumerable.Range(0, _classes).Average(IntersectionOverUnion);

    /// <summary>Share of the pixels with the right class; null without any pixel.</summary>
    public double? PixelAccuracy
    {
        get
        {
            long right = 0;
            for (int classId = 0; classId < _classes; classId++)
                right += _confusion[(classId * _classes) + classId];
            long pixels = Pixels;
            return pixels > 0 ? (double)right / pixels : null;
        }
    }

    private (long Both, long Union) Overlap(int classId)
    {
        long inTruth = 0;
        long inFound = 0;
        for (int other = 0; other < _classes; other++)
        {
            inTruth += _confusion[(classId * _classes) + other];
            inFound += _confusion[(other * _classes) + classId];
        }

        long both = _confusion[(classId * _classes) + classId];
        return (both, inTruth + inFound - both);
    }
}
