namespace VideoDyn.Evaluation.Tracking;

/// <summary>Adds up the frames of one stream and scores a tracker against the truth, or a plan against its reference.</summary>
/// <remarks>
/// Boxes of different classes never match and all classes are pooled; filter to score one class. Add the frames in
/// order, empty ones too. Use one meter per stream: track ids of two streams have nothing to do with each other. Not thread-safe.
/// </remarks>
public sealed class TrackingMeter
{
    private readonly FrameReader _reader;
    private readonly FramePairs _pairs = new();
    private readonly ClearMot _clear;
    private readonly IdentityCount _identity;
    private readonly HotaCount _hota = new();
    private long _frames;

    /// <summary>Starts with no frame.</summary>
    /// <param name="minimumIou">Least overlap of a pair for CLEAR MOT and identity scores, above 0, at most 1. Default 0.5.</param>
    public TrackingMeter(double minimumIou = 0.5)
    {
        if (!(minimumIou is > 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(minimumIou), minimumIou, "An overlap threshold lies above 0 and is at most 1.");
        _reader = new FrameReader(minimumIou);
        _clear = new ClearMot(minimumIou);
        _identity = new IdentityCount(minimumIou);
    }

    /// <summary>Compares one frame.</summary>
    /// <param name="truth">What is really there.</param>
    /// <param name="found">The tracker's boxes.</param>
    /// <exception cref="ArgumentException">A track has two boxes in the frame.</exception>
    public void Add(ReadOnlySpan<TrackedBox> truth, ReadOnlySpan<TrackedBox> found)
    {
        _reader.Read(_frames, truth, found, _pairs);
        _clear.Add(_frames, _pairs);
        _identity.Add(_pairs);
        _hota.Add(_pairs);
        _frames++;
    }

    /// <summary>The result so far.</summary>
    public TrackingScores Report() =>
        new(_clear.Report(), _identity.Report(_reader.TruthTracks, _reader.FoundTracks), _hota.Report(), _frames);
}
