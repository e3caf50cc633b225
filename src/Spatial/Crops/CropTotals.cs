using VideoDyn.Core.Plans;

namespace VideoDyn.Spatial.Crops;

/// <summary>What crops were taken over a stream, for summaries.</summary>
public sealed class CropTotals
{
    private readonly long[] _crops = new long[Enum.GetValues<CropReason>().Length];

    /// <summary>Frames decided.</summary>
    public long Frames { get; private set; }

    /// <summary>Frames of which the network also saw the whole view.</summary>
    public long WholeViews { get; private set; }

    /// <summary>Followed objects and changes that the cap left out.</summary>
    public long Unseen { get; private set; }

    /// <summary>Sum over frames of the share of the frame's pixels in crops; pixels in two crops count twice.</summary>
    public double PixelShareSum { get; private set; }

    /// <summary>Crops of all frames for a reason.</summary>
    public long Crops(CropReason reason) => _crops[(int)reason];

    /// <summary>Crops of all frames.</summary>
    public long AllCrops => _crops.Sum();

    /// <summary>Notes a frame that was seen as a whole and in no crop, where somebody else decided so.</summary>
    public void AddWhole()
    {
        Frames++;
        WholeViews++;
    }

    /// <summary>Notes a frame of which blocks of tiles were computed.</summary>
    /// <param name="tiles">The tiles in which there were any.</param>
    /// <param name="whole">Whether the whole view was computed, all of it or blocks.</param>
    /// <param name="pixelShare">Pixels of the computed blocks as a share of the frame's; those in two tiles count twice.</param>
    public void AddTiles(IReadOnlyList<CropArea> tiles, bool whole, double pixelShare)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        Frames++;
        WholeViews += whole ? 1 : 0;
        PixelShareSum += pixelShare;
        for (int index = 0; index < tiles.Count; index++)
            _crops[(int)tiles[index].Reason]++;
    }

    internal void Add(IReadOnlyList<CropArea> crops, bool whole, int unseen, int frameWidth, int frameHeight)
    {
        Frames++;
        if (whole)
            WholeViews++;
        Unseen += unseen;
        for (int index = 0; index < crops.Count; index++)
        {
            CropArea crop = crops[index];
            _crops[(int)crop.Reason]++;
            PixelShareSum += crop.Area.Area / ((double)frameWidth * frameHeight);
        }
    }
}
