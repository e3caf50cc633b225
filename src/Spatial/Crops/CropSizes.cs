using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>Which of a model's sizes shows a part of the frame, at which scale and cost.</summary>
/// <remarks>
/// An object needs <c>detail</c> input pixels: larger ones are shown smaller, but never smaller than the whole view
/// shows them, and never larger than in the frame. What does not fit the largest size is shown smaller until it does.
/// </remarks>
public sealed class CropSizes
{
    private readonly CropSize[] _sizes;
    private CropSize _largest;
    private readonly float _detail;
    private readonly int _inputWidth;
    private readonly int _inputHeight;

    /// <summary>Creates the choice.</summary>
    /// <param name="sizes">The sizes, by rising cost; at least one.</param>
    /// <param name="detail">Input pixels across the smaller side that an object needs.</param>
    /// <param name="inputWidth">Width of the whole view in input pixels.</param>
    /// <param name="inputHeight">Height of the whole view in input pixels.</param>
    public CropSizes(IReadOnlyList<CropSize> sizes, double detail, int inputWidth, int inputHeight)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        ArgumentOutOfRangeException.ThrowIfLessThan(sizes.Count, 1, nameof(sizes));
        _sizes = [.. sizes];
        _largest = _sizes[^1];
        _detail = (float)detail;
        _inputWidth = inputWidth;
        _inputHeight = inputHeight;
    }

    /// <summary>Input pixels per frame pixel of the whole view.</summary>
    public float WholeScale { get; private set; } = 1;

    /// <summary>The dearest size.</summary>
    public CropSize Largest => _largest;

    /// <summary>Goes by other costs from now on; of sizes that are large enough, what costs least is taken.</summary>
    /// <param name="price">Cost of a size.</param>
    public void Price(Func<CropSize, long> price)
    {
        ArgumentNullException.ThrowIfNull(price);
        for (int index = 0; index < _sizes.Length; index++)
            _sizes[index] = _sizes[index] with { Macs = price(_sizes[index]) };
        _largest = _largest with { Macs = price(_largest) };
        Array.Sort(_sizes, static (one, other) => one.Macs != other.Macs ? one.Macs.CompareTo(other.Macs) : one.Width.CompareTo(other.Width));
    }

    /// <summary>Fits the whole view to a frame.</summary>
    public void Begin(int frameWidth, int frameHeight) =>
        WholeScale = MathF.Min((float)_inputWidth / frameWidth, (float)_inputHeight / frameHeight);

    /// <summary>The least scale for an object.</summary>
    /// <param name="extent">Its smaller side in frame pixels.</param>
    public float ScaleFor(float extent) => Math.Clamp(_detail / MathF.Max(extent, 1), MathF.Min(WholeScale, 1), 1);

    /// <summary>Cost of a crop around a box.</summary>
    public long Cost(in BoundingBox box, float extent) => Choose(box, ScaleFor(extent)).Macs;

    /// <summary>Whether the largest size shows a box with all the detail that an object in it needs.</summary>
    public bool Fits(in BoundingBox box, float extent)
    {
        float scale = ScaleFor(extent);
        CropSize size = Choose(box, scale);
        return size.Width >= box.Width * scale && size.Height >= box.Height * scale;
    }

    /// <summary>Places a crop around a box: whole frame pixels, inside the frame, as sharp as its size allows.</summary>
    public CropArea Place(in BoundingBox box, float extent, CropReason reason, int frameWidth, int frameHeight)
    {
        CropSize size = Choose(box, ScaleFor(extent));
        // The smallest size that is enough may have room for more detail, which costs nothing.
        float scale = MathF.Min(1, MathF.Min(size.Width / MathF.Max(1, box.Width), size.Height / MathF.Max(1, box.Height)));
        (int left, int right) = Along(box.X1, box.X2, size.Width / scale, frameWidth);
        (int top, int bottom) = Along(box.Y1, box.Y2, size.Height / scale, frameHeight);
        return new CropArea(new BoundingBox(left, top, right, bottom), size.Width, size.Height, reason);
    }

    private CropSize Choose(in BoundingBox box, float scale)
    {
        float width = box.Width * scale, height = box.Height * scale;
        foreach (CropSize size in _sizes)
        {
            if (size.Width >= width && size.Height >= height)
                return size;
        }

        return _largest;
    }

    // Starts at even pixels, where chroma samples start, if the box stays inside.
    private static (int From, int To) Along(float from, float to, float wanted, int frame)
    {
        int first = (int)MathF.Floor(from), last = (int)MathF.Ceiling(to);
        int length = Math.Min(frame, Math.Max(last - first, (int)MathF.Ceiling(wanted - 0.001f)));
        int start = Math.Clamp((int)MathF.Floor(((from + to) / 2) - (length / 2f)), last - length, first);
        start = Math.Clamp(start, 0, frame - length);
        int even = start & ~1;
        return even + length >= last ? (even, even + length) : (start, start + length);
    }
}
