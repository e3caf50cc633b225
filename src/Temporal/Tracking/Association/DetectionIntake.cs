using VideoDyn.Core.Detections;
using VideoDyn.Temporal.Tracking.Motion;

namespace VideoDyn.Temporal.Tracking.Association;

/// <summary>Sifts a frame's detections: drops unsound ones, sorts by falling score and cuts at a cap.</summary>
internal sealed class DetectionIntake
{
    private readonly TrackerOptions _options;
    private readonly Measurement[] _measurements;

    // Score in the upper half, inverted position in the lower: sorting the numbers sorts by score, then by position.
    private readonly ulong[] _keys;

    public DetectionIntake(TrackerOptions options)
    {
        _options = options;
        _measurements = new Measurement[options.MaxDetections];
        _keys = new ulong[2 * options.MaxDetections];
    }

    /// <summary>Detections of high score come first; this many.</summary>
    public int HighCount { get; private set; }

    /// <summary>Sound detections kept.</summary>
    public int Count { get; private set; }

    /// <summary>Unsound detections of the last frame.</summary>
    public int Malformed { get; private set; }

    /// <summary>Sound detections of the last frame beyond the cap.</summary>
    public int Cut { get; private set; }

    /// <summary>The kept detections by falling score.</summary>
    public ReadOnlySpan<Measurement> Measurements => _measurements.AsSpan(0, Count);

    /// <summary>Reads a frame's detections.</summary>
    public void Read(IReadOnlyList<Detection> detections)
    {
        int cap = _options.MaxDetections;
        int kept = 0;
        int sound = 0;
        Malformed = 0;
        for (int index = 0; index < detections.Count; index++)
        {
            Detection detection = detections[index];
            if (!IsSound(detection))
            {
                Malformed++;
                continue;
            }
            if (detection.Score < _options.LowScore)
                continue;
            sound++;
            // Keeping twice the cap and cutting back when full bounds memory at the price of a rare sort.
            if (kept == _keys.Length)
            {
                SortFalling(kept);
                kept = cap;
            }
            // Adding zero turns minus zero, whose bits would sort first, into zero.
            _keys[kept++] = ((ulong)BitConverter.SingleToUInt32Bits(detection.Score + 0f) << 32) | (uint)~index;
        }
        SortFalling(kept);
        Count = Math.Min(kept, cap);
        Cut = sound - Count;
        HighCount = 0;
        for (int rank = 0; rank < Count; rank++)
        {
            int source = (int)~(uint)_keys[rank];
            _measurements[rank] = Measurement.From(detections[source], source);
            if (_measurements[rank].Detection.Score >= _options.HighScore)
                HighCount = rank + 1;
        }
    }

    private static bool IsSound(in Detection detection)
    {
        BoundingBox box = detection.Box;
        return float.IsFinite(detection.Score)
            && float.IsFinite(box.X1) && float.IsFinite(box.Y1) && float.IsFinite(box.X2) && float.IsFinite(box.Y2)
            && box.X1 < box.X2 && box.Y1 < box.Y2;
    }

    private void SortFalling(int count)
    {
        Span<ulong> keys = _keys.AsSpan(0, count);
        keys.Sort();
        keys.Reverse();
    }
}
