using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// What a camera taught: how often objects of which size were seen in each cell of the frame. Old sightings fade by
/// halves, so that a moved camera is learned anew.
/// </summary>
public sealed class CropPrior
{
    /// <summary>Cells across the frame.</summary>
    public const int Columns = 32;

    /// <summary>Cells down the frame.</summary>
    public const int Rows = 18;

    /// <summary>Sizes that are told apart: smaller side below 32, 64 and 128 pixels, and larger.</summary>
    public const int Sizes = 4;

    /// <summary>Bytes of <see cref="Save"/>.</summary>
    public const int ByteCount = Columns * Rows * Sizes * sizeof(float);

    // Sightings that make a place worth looking at, and the input pixels from which the whole view shows an object well.
    private const float LeastWeight = 3;
    private const float SeenWell = 24;
    private const int MostPlaces = 2;
    private const double LargestGain = 1e6;

    private static readonly TimeSpan s_never = TimeSpan.FromDays(-400);
    private readonly float[] _weights = new float[Columns * Rows * Sizes];
    private readonly TimeSpan[] _lookedAt = new TimeSpan[Columns * Rows];
    private readonly double _halfLifeSeconds;
    private double _gain = 1;
    private TimeSpan _gainAt;

    /// <summary>Starts without knowledge.</summary>
    /// <param name="halfLife">Stream time in which the weight of a sighting halves.</param>
    public CropPrior(TimeSpan halfLife)
    {
        _halfLifeSeconds = halfLife.TotalSeconds;
        Array.Fill(_lookedAt, s_never);
    }

    /// <summary>Faded number of sightings in a cell, by size.</summary>
    public float this[int row, int column, int size] => (float)(_weights[Index(row, column, size)] / _gain);

    /// <summary>The size class of an object by its smaller side in pixels of the frame.</summary>
    public static int SizeOf(float extent) => extent < 32 ? 0 : extent < 64 ? 1 : extent < 128 ? 2 : 3;

    /// <summary>Notes objects that were seen in this frame; others and weak ones teach nothing.</summary>
    public void Learn(ReadOnlySpan<Detection> seen, float confidence, int frameWidth, int frameHeight, TimeSpan now)
    {
        Fade(now);
        foreach (ref readonly Detection one in seen)
        {
            if (one.Provenance != Provenance.Detected || one.Score < confidence)
                continue;
            int cell = CellOf((one.Box.X1 + one.Box.X2) / 2, (one.Box.Y1 + one.Box.Y2) / 2, frameWidth, frameHeight);
            _weights[(cell * Sizes) + SizeOf(Boxes.Extent(one.Box))] += (float)_gain;
        }
    }

    /// <summary>Notes which places crops show.</summary>
    public void Look(IReadOnlyList<CropArea> crops, int frameWidth, int frameHeight, TimeSpan now)
    {
        for (int index = 0; index < crops.Count; index++)
        {
            BoundingBox area = crops[index].Area;
            for (int cell = 0; cell < _lookedAt.Length; cell++)
            {
                float x = ((cell % Columns) + 0.5f) * frameWidth / Columns, y = ((cell / Columns) + 0.5f) * frameHeight / Rows;
                if (x >= area.X1 && x < area.X2 && y >= area.Y1 && y < area.Y2)
                    _lookedAt[cell] = now;
            }
        }
    }

    /// <summary>Proposes the few places that promise most: often busy, with objects too small for the whole view, and not seen for long.</summary>
    public void Propose(TimeSpan now, TimeSpan interval, float wholeScale, int frameWidth, int frameHeight, List<CropProposal> proposals)
    {
        int first = proposals.Count;
        for (int cell = 0; cell < _lookedAt.Length; cell++)
        {
            TimeSpan since = now - _lookedAt[cell];
            if (since < interval)
                continue;
            float weight = 0;
            int smallest = -1;
            for (int size = 0; size < Sizes && (16 << size) * wholeScale < SeenWell; size++)
            {
                float part = (float)(_weights[(cell * Sizes) + size] / _gain);
                weight += part;
                if (smallest < 0 && part >= LeastWeight)
                    smallest = size;
            }

            if (smallest < 0)
                continue;
            float promise = weight * (float)Math.Min(since.TotalSeconds, 3600);
            if (proposals.Count - first == MostPlaces)
            {
                int least = proposals[first].Rank <= proposals[^1].Rank ? first : proposals.Count - 1;
                if (promise <= proposals[least].Rank)
                    continue;
                proposals.RemoveAt(least);
            }

            proposals.Add(new CropProposal(Place(cell, smallest, frameWidth, frameHeight), 16 << smallest, CropReason.Prior, promise));
        }
    }

    /// <summary>What was learned, faded to now.</summary>
    public byte[] Save()
    {
        byte[] bytes = new byte[ByteCount];
        for (int index = 0; index < _weights.Length; index++)
            BitConverter.TryWriteBytes(bytes.AsSpan(index * sizeof(float)), (float)(_weights[index] / _gain));
        return bytes;
    }

    /// <summary>Takes over what was learned before.</summary>
    /// <returns>False when the bytes are not a prior; nothing is changed then.</returns>
    public bool TryRestore(ReadOnlySpan<byte> saved)
    {
        if (saved.Length != ByteCount)
            return false;
        float[] weights = new float[_weights.Length];
        for (int index = 0; index < weights.Length; index++)
        {
            weights[index] = BitConverter.ToSingle(saved[(index * sizeof(float))..]);
            if (!(weights[index] >= 0 && float.IsFinite(weights[index])))
                return false;
        }

        for (int index = 0; index < weights.Length; index++)
            _weights[index] = (float)(weights[index] * _gain);
        return true;
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Array.Clear(_weights);
        Array.Fill(_lookedAt, s_never);
    }

    // New sightings weigh more instead of old ones less, so that a frame touches only what it saw.
    private void Fade(TimeSpan now)
    {
        double seconds = (now - _gainAt).TotalSeconds;
        _gainAt = now;
        // A stream that begins anew at time 0 has nothing to fade.
        if (seconds > 0)
            _gain *= Math.Pow(2, Math.Min(seconds / _halfLifeSeconds, 100));
        if (_gain < LargestGain)
            return;
        for (int index = 0; index < _weights.Length; index++)
            _weights[index] = (float)(_weights[index] / _gain);
        _gain = 1;
    }

    private static BoundingBox Place(int cell, int size, int frameWidth, int frameHeight)
    {
        float width = (float)frameWidth / Columns, height = (float)frameHeight / Rows;
        float left = cell % Columns * width, top = cell / Columns * height;
        // Centres lie in the cell; the objects reach beyond it.
        return Boxes.Grow(new BoundingBox(left, top, left + width, top + height), 32 << size).ClampTo(frameWidth, frameHeight);
    }

    private static int CellOf(float x, float y, int frameWidth, int frameHeight) =>
        (Math.Clamp((int)(y * Rows / frameHeight), 0, Rows - 1) * Columns) + Math.Clamp((int)(x * Columns / frameWidth), 0, Columns - 1);

    private static int Index(int row, int column, int size) => (((row * Columns) + column) * Sizes) + size;
}
