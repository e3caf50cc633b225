namespace VideoDyn.Evaluation.Classification;

/// <summary>Compares the first label of each frame with a reference, and how often either changes from frame to frame.</summary>
/// <remarks>Feed frames of one stream in order; call <see cref="BreakStream"/> between streams. Not thread-safe.</remarks>
public sealed class ClassificationMeter
{
    private int? _lastReference;
    private int? _lastFound;

    /// <summary>Frames compared.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames with the same label.</summary>
    public long Equal { get; private set; }

    /// <summary>Frames whose reference label differs from the frame before.</summary>
    public long ReferenceChanges { get; private set; }

    /// <summary>Frames whose found label differs from the frame before: more than the reference's means flicker, fewer means lag.</summary>
    public long FoundChanges { get; private set; }

    /// <summary>Share of the frames with the same label (top-1); null without frames.</summary>
    public double? Top1 => Frames > 0 ? (double)Equal / Frames : null;

    /// <summary>Compares one frame.</summary>
    /// <param name="reference">Label of the reference or the truth.</param>
    /// <param name="found">Label of the plan.</param>
    public void Add(int reference, int found)
    {
        Frames++;
        if (reference == found)
            Equal++;
        if (_lastReference is { } before && before != reference)
            ReferenceChanges++;
        if (_lastFound is { } last && last != found)
            FoundChanges++;
        _lastReference = reference;
        _lastFound = found;
    }

    /// <summary>Forgets the last labels, so that the first frame of the next stream is no change.</summary>
    public void BreakStream()
    {
        _lastReference = null;
        _lastFound = null;
    }
}
