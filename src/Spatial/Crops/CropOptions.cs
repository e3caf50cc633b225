using VideoDyn.Core.Errors;
using VideoDyn.Inference.Cards;

namespace VideoDyn.Spatial.Crops;

/// <summary>Where crops are taken, how many and of what size.</summary>
public sealed record CropOptions
{
    /// <summary>Most crops of one frame. Default 6, range 1 to 64.</summary>
    public int Most { get; init; } = 6;

    /// <summary>
    /// Most work of a frame's crops on average, as a share of one dense run: the most urgent crop is taken at any cost, and the
    /// frames after it take none until that is paid for. Default 0.5, range 0.01 to 64.
    /// </summary>
    public double Budget { get; init; } = 0.5;

    /// <summary>
    /// Share of <see cref="Budget"/> that learned places, and as much that the round, saves up per frame and spends besides it,
    /// so that tracks and changes cannot keep them waiting for ever. Default 0.2, range 0 to 1.
    /// </summary>
    public double Spare { get; init; } = 0.2;

    /// <summary>
    /// Share of <see cref="Detail"/> from which the whole view does as well for an object as a crop: where all that it serves
    /// costs more in crops, it is taken instead. 0 for never. Default 0.6, range 0 to 1.
    /// </summary>
    public double Whole { get; init; } = 0.6;

    /// <summary>Input sizes for crops; empty for 128, 192, 256, 320 and 416 squares where the model takes them, and its own size.</summary>
    public IReadOnlyList<InputSize> Sizes { get; init; } = [];

    /// <summary>Whether small crops share the input of a model that takes one size only. Default true.</summary>
    public bool Mosaic { get; init; } = true;

    /// <summary>Context around an object or change on each side, as a share of its larger side. Default 0.2, range 0 to 2.</summary>
    public double Margin { get; init; } = 0.2;

    /// <summary>
    /// Input pixels across the smaller side of an object that are enough to recognise it: larger objects are shown smaller,
    /// smaller ones at full resolution. Default 40, range 8 to 1024.
    /// </summary>
    public double Detail { get; init; } = 40;

    /// <summary>The whole frame is seen at least this often in stream time. Default 2 s, range 0.1 s to a day.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Share of changed pixels from which a cell has changed. Default 0.02, range 0 to 1.</summary>
    public double Share { get; init; } = 0.02;

    /// <summary>A followed object that stands still is looked at again after this. Default 1 s, range 0.1 s to a day.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Places where objects were often seen are looked at this often; null for never. Default 1 s, range 0.1 s to a day.</summary>
    public TimeSpan? Prior { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Time of a round over the whole frame at full resolution, tile by tile; null for none. Default 5 s, range 0.1 s to a day.</summary>
    public TimeSpan? Scan { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Weight of what the prior learned halves in this stream time. Default a day, range 1 s to 365 days.</summary>
    public TimeSpan HalfLife { get; init; } = TimeSpan.FromDays(1);

    /// <summary>Share of changed pixels from which a change is no sign of objects but of the camera or the light. Default 0.6, range 0 to 1.</summary>
    public double GlobalShare { get; init; } = 0.6;

    /// <summary>A result that is not looked at again ends after this. Default 4 s, range 0.1 s to a day.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate()
    {
        var least = TimeSpan.FromSeconds(0.1);
        var most = TimeSpan.FromDays(1);
        OptionProblems problems = new OptionProblems("region.crops")
            .Range(nameof(Most), Most, 1, 64)
            .Range(nameof(Budget), Budget, 0.01, 64)
            .Range(nameof(Spare), Spare, 0, 1)
            .Range(nameof(Whole), Whole, 0, 1)
            .Range(nameof(Margin), Margin, 0, 2)
            .Range(nameof(Detail), Detail, 8, 1024)
            .Range(nameof(Refresh), Refresh, least, most)
            .Range(nameof(Share), Share, 0, 1)
            .Range(nameof(Recheck), Recheck, least, most)
            .Range(nameof(Prior), Prior ?? most, least, most)
            .Range(nameof(Scan), Scan ?? most, least, most)
            .Range(nameof(HalfLife), HalfLife, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365))
            .Range(nameof(GlobalShare), GlobalShare, 0, 1)
            .Range(nameof(Keep), Keep, least, most);
        foreach (InputSize size in Sizes)
        {
            if (size.Width is < 16 or > 4096 || size.Height is < 16 or > 4096)
                problems.Add($"{nameof(Sizes)} has {size}, expected sides of 16 to 4096");
        }

        problems.Throw();
    }
}
