namespace VideoDyn.Inference.Heads.Candidates;

/// <summary>
/// Boxes that passed the score threshold, as a structure of arrays allocated once. Drops what is not a box, counts it,
/// and keeps the best when a scene offers more than the cap.
/// </summary>
public sealed class CandidateBuffer
{
    /// <summary>Default cap of candidates per frame before suppression.</summary>
    public const int DefaultCapacity = 30_000;

    private readonly float[] _x1;
    private readonly float[] _y1;
    private readonly float[] _x2;
    private readonly float[] _y2;
    private readonly float[] _scores;
    private readonly int[] _classes;
    private readonly int[] _order;
    private readonly int[] _heap;
    private readonly float[] _cellX;
    private readonly float[] _cellY;
    private float _nextCellX = float.NaN;
    private float _nextCellY = float.NaN;
    private int _offered;
    private bool _heaped;

    /// <summary>Allocates the arrays.</summary>
    /// <param name="capacity">Most candidates kept, at least 1.</param>
    /// <param name="threshold">Lowest score that is kept, 0..1.</param>
    /// <param name="allowed">Per class whether it is wanted; null for all.</param>
    public CandidateBuffer(int capacity, float threshold, bool[]? allowed = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        if (!(threshold >= 0 && threshold <= 1))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "a score threshold lies in 0..1");
        Capacity = capacity;
        Threshold = threshold;
        Allowed = allowed;
        _x1 = new float[capacity];
        _y1 = new float[capacity];
        _x2 = new float[capacity];
        _y2 = new float[capacity];
        _scores = new float[capacity];
        _classes = new int[capacity];
        _order = new int[capacity];
        _heap = new int[capacity];
        _cellX = new float[capacity];
        _cellY = new float[capacity];
    }

    /// <summary>Most candidates kept; beyond it the lowest scores go first, and of equal scores the later ones.</summary>
    public int Capacity { get; }

    /// <summary>Lowest score that is kept. Heads test it before any expensive arithmetic.</summary>
    public float Threshold { get; }

    /// <summary>Candidates held.</summary>
    public int Count { get; private set; }

    /// <summary>Whether the cap dropped any.</summary>
    public bool Truncated { get; private set; }

    /// <summary>Candidates dropped because score or box was not a number, infinite, the box had no area, or the class does not exist.</summary>
    public int Invalid { get; private set; }

    internal bool[]? Allowed { get; }

    internal ReadOnlySpan<float> X1 => _x1.AsSpan(0, Count);

    internal ReadOnlySpan<float> Y1 => _y1.AsSpan(0, Count);

    internal ReadOnlySpan<float> X2 => _x2.AsSpan(0, Count);

    internal ReadOnlySpan<float> Y2 => _y2.AsSpan(0, Count);

    internal ReadOnlySpan<float> Scores => _scores.AsSpan(0, Count);

    internal ReadOnlySpan<int> Classes => _classes.AsSpan(0, Count);

    /// <summary>Place of each candidate in the head's output, which breaks ties between equal scores.</summary>
    internal ReadOnlySpan<int> Order => _order.AsSpan(0, Count);

    /// <summary>Where in the input the output cell behind a candidate lies; the middle of the box where the head has no cells.</summary>
    /// <param name="slot">Place of the candidate among those held.</param>
    public (float X, float Y) Cell(int slot) => float.IsNaN(_cellX[slot])
        ? ((_x1[slot] + _x2[slot]) / 2, (_y1[slot] + _y2[slot]) / 2)
        : (_cellX[slot], _cellY[slot]);

    /// <summary>Says which output cell the next candidate comes from, for heads whose outputs are cells of the picture.</summary>
    /// <param name="x">Middle of the cell in tensor pixels.</param>
    /// <param name="y">Middle of the cell in tensor pixels.</param>
    public void AtCell(float x, float y) => (_nextCellX, _nextCellY) = (x, y);

    /// <summary>Forgets everything but keeps the memory.</summary>
    public void Clear()
    {
        Count = 0;
        Invalid = 0;
        Truncated = false;
        _offered = 0;
        _heaped = false;
        _nextCellX = _nextCellY = float.NaN;
    }

    /// <summary>Counts a candidate that is none, e.g. of a class that the model does not have.</summary>
    public void Reject()
    {
        _offered++;
        Invalid++;
    }

    /// <summary>Offers a candidate by its corners.</summary>
    /// <param name="score">Confidence, 0..1.</param>
    /// <param name="classId">Index of the class.</param>
    /// <param name="x1">Left edge in tensor pixels.</param>
    /// <param name="y1">Top edge in tensor pixels.</param>
    /// <param name="x2">Right edge in tensor pixels.</param>
    /// <param name="y2">Bottom edge in tensor pixels.</param>
    public void Add(float score, int classId, float x1, float y1, float x2, float y2)
    {
        int order = _offered++;
        if (score < Threshold || (Allowed is not null && !Allowed[classId]))
            return;
        // Written so that a NaN anywhere fails the comparison; infinite corners give an infinite or undefined area.
        bool valid = x2 > x1 && y2 > y1 && float.IsFinite(score) && float.IsFinite((x2 - x1) * (y2 - y1));
        if (!valid)
        {
            Invalid++;
            return;
        }

        if (Count < Capacity)
        {
            Store(Count++, order, score, classId, x1, y1, x2, y2);
            return;
        }

        Truncated = true;
        if (!_heaped)
            BuildHeap();
        int worst = _heap[0];
        if (score <= _scores[worst])
            return;
        Store(worst, order, score, classId, x1, y1, x2, y2);
        SiftDown(0);
    }

    /// <summary>Offers a candidate by centre and size.</summary>
    public void AddCentered(float score, int classId, float centerX, float centerY, float width, float height)
    {
        float halfWidth = width * 0.5f;
        float halfHeight = height * 0.5f;
        Add(score, classId, centerX - halfWidth, centerY - halfHeight, centerX + halfWidth, centerY + halfHeight);
    }

    private void Store(int slot, int order, float score, int classId, float x1, float y1, float x2, float y2)
    {
        _x1[slot] = x1;
        _y1[slot] = y1;
        _x2[slot] = x2;
        _y2[slot] = y2;
        _scores[slot] = score;
        _classes[slot] = classId;
        _order[slot] = order;
        _cellX[slot] = _nextCellX;
        _cellY[slot] = _nextCellY;
    }

    // A heap with the worst candidate on top: lowest score, and of equal scores the latest.
    private void BuildHeap()
    {
        _heaped = true;
        for (int slot = 0; slot < Capacity; slot++)
            _heap[slot] = slot;
        for (int node = (Capacity / 2) - 1; node >= 0; node--)
            SiftDown(node);
    }

    private void SiftDown(int node)
    {
        while (true)
        {
            int child = (2 * node) + 1;
            if (child >= Capacity)
                return;
            if (child + 1 < Capacity && IsWorse(_heap[child + 1], _heap[child]))
                child++;
            if (!IsWorse(_heap[child], _heap[node]))
                return;
            (_heap[node], _heap[child]) = (_heap[child], _heap[node]);
            node = child;
        }
    }

    private bool IsWorse(int slot, int other) =>
        _scores[slot] < _scores[other] || (_scores[slot] == _scores[other] && _order[slot] > _order[other]);
}
