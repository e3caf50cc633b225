namespace VideoDyn.Inference.Crops;

/// <summary>
/// How several crops share one canvas, for models with one fixed input size: four quarters with a guard band between them,
/// each for one crop or for four crops of a quarter of its size.
/// </summary>
/// <param name="width">Width of the canvas in pixels.</param>
/// <param name="height">Height of the canvas in pixels.</param>
/// <param name="macs">Multiply-accumulates of one run.</param>
internal sealed class MosaicSlots(int width, int height, long macs)
{
    /// <summary>Pixels of border colour between neighbours: features of one crop hardly reach the next one.</summary>
    public const int Guard = 8;

    /// <summary>The smallest slots of a canvas.</summary>
    public const int Units = 16;

    /// <summary>Of these, those that a quarter takes.</summary>
    public const int UnitsOfHalf = 4;

    private const int LeastSide = 64;

    /// <summary>Size of a quarter.</summary>
    public CropSize Half { get; } = new((width - Guard) / 2, (height - Guard) / 2, macs / 4);

    /// <summary>Size of a quarter of a quarter.</summary>
    public CropSize Quarter { get; } = new((((width - Guard) / 2) - Guard) / 2, (((height - Guard) / 2) - Guard) / 2, macs / 16);

    /// <summary>The sizes that are large enough to see something, by rising cost.</summary>
    public IEnumerable<CropSize> Sizes
    {
        get
        {
            if (Math.Min(Quarter.Width, Quarter.Height) >= LeastSide)
                yield return Quarter;
            if (Math.Min(Half.Width, Half.Height) >= LeastSide)
                yield return Half;
        }
    }

    /// <summary>Whether a size is one of a slot.</summary>
    public bool Has(int cropWidth, int cropHeight) => IsHalf(cropWidth, cropHeight) || (cropWidth, cropHeight) == (Quarter.Width, Quarter.Height);

    /// <summary>Whether a size is that of a quarter.</summary>
    public bool IsHalf(int cropWidth, int cropHeight) => (cropWidth, cropHeight) == (Half.Width, Half.Height);

    /// <summary>Where a quarter lies.</summary>
    /// <param name="quarter">0 to 3.</param>
    public (int X, int Y) At(int quarter) => ((quarter & 1) * (Half.Width + Guard), (quarter >> 1) * (Half.Height + Guard));

    /// <summary>Where a quarter of a quarter lies.</summary>
    /// <param name="quarter">0 to 3.</param>
    /// <param name="part">0 to 3.</param>
    public (int X, int Y) At(int quarter, int part)
    {
        (int x, int y) = At(quarter);
        return (x + ((part & 1) * (Quarter.Width + Guard)), y + ((part >> 1) * (Quarter.Height + Guard)));
    }
}
