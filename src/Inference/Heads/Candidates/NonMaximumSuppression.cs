namespace VideoDyn.Inference.Heads.Candidates;

/// <summary>
/// Greedy non-maximum suppression per class: the best box stays, boxes of its class that overlap it by more than the
/// threshold go, and so on. Equal scores are ordered by their place in the head's output, so the result never depends
/// on the sort. Allocates nothing after construction.
/// </summary>
public sealed class NonMaximumSuppression
{
    /// <summary>Default cap of detections per frame.</summary>
    public const int DefaultMaxDetections = 300;

    private readonly ulong[] _keys;
    private readonly int[] _slots;
    private readonly int[] _kept;
    private readonly int[] _nextOfClass;
    private readonly int[] _lastOfClass;

    /// <summary>Allocates the work arrays.</summary>
    /// <param name="capacity">Most candidates that a buffer brings.</param>
    /// <param name="classCount">Number of classes.</param>
    /// <param name="maxDetections">Most boxes kept per frame.</param>
    public NonMaximumSuppression(int capacity, int classCount, int maxDetections = DefaultMaxDetections)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(classCount, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxDetections, 1);
        _keys = new ulong[capacity];
        _slots = new int[capacity];
        _kept = new int[Math.Min(maxDetections, capacity)];
        _nextOfClass = new int[_kept.Length];
        _lastOfClass = new int[classCount];
        MaxDetections = maxDetections;
    }

    /// <summary>Most boxes kept per frame.</summary>
    public int MaxDetections { get; }

    /// <summary>Whether the latest call left out a box only because of <see cref="MaxDetections"/>.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Suppresses.</summary>
    /// <param name="candidates">The candidates; class indices below the class count.</param>
    /// <param name="iouThreshold">Overlap (intersection over union) beyond which the lower box goes; 1 or more keeps all.</param>
    /// <returns>Slots of the kept candidates by falling score. Valid until the next call.</returns>
    public ReadOnlySpan<int> Run(CandidateBuffer candidates, float iouThreshold)
    {
        ArgumentNullException.ThrowIfNull(candidates);
        int count = candidates.Count;
        Sort(candidates, count);
        Array.Fill(_lastOfClass, -1);
        Truncated = false;

        ReadOnlySpan<float> x1 = candidates.X1, y1 = candidates.Y1, x2 = candidates.X2, y2 = candidates.Y2;
        ReadOnlySpan<int> classes = candidates.Classes;
        int kept = 0;
        for (int rank = 0; rank < count; rank++)
        {
            int slot = _slots[rank];
            ref int last = ref _lastOfClass[classes[slot]];
            if (iouThreshold < 1 && OverlapsKept(slot, last, iouThreshold, x1, y1, x2, y2))
                continue;
            if (kept == _kept.Length)
            {
                Truncated = true;
                break;
            }

            _kept[kept] = slot;
            _nextOfClass[kept] = last;
            last = kept++;
        }

        return _kept.AsSpan(0, kept);
    }

    private bool OverlapsKept(
        int slot, int last, float threshold,
        ReadOnlySpan<float> x1, ReadOnlySpan<float> y1, ReadOnlySpan<float> x2, ReadOnlySpan<float> y2)
    {
        float left = x1[slot], top = y1[slot], right = x2[slot], bottom = y2[slot];
        float area = (right - left) * (bottom - top);
        for (int node = last; node >= 0; node = _nextOfClass[node])
        {
            int other = _kept[node];
            float width = MathF.Min(right, x2[other]) - MathF.Max(left, x1[other]);
            float height = MathF.Min(bottom, y2[other]) - MathF.Max(top, y1[other]);
            if (width <= 0 || height <= 0)
                continue;
            float intersection = width * height;
            float otherArea = (x2[other] - x1[other]) * (y2[other] - y1[other]);
            if (intersection > threshold * (area + otherArea - intersection))
                return true;
        }

        return false;
    }

    // The bits of a non-negative float order like the number, so one integer holds score and place.
    private void Sort(CandidateBuffer candidates, int count)
    {
        ReadOnlySpan<float> scores = candidates.Scores;
        ReadOnlySpan<int> order = candidates.Order;
        for (int slot = 0; slot < count; slot++)
        {
            uint falling = ~BitConverter.SingleToUInt32Bits(scores[slot] + 0f);
            _keys[slot] = ((ulong)falling << 32) | (uint)order[slot];
            _slots[slot] = slot;
        }

        _keys.AsSpan(0, count).Sort(_slots.AsSpan(0, count));
    }
}
