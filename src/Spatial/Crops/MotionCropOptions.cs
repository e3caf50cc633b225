using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Crops;

/// <summary>How boxes of motion become crops.</summary>
public sealed record MotionCropOptions
{
    /// <summary>Side of a crop as a multiple of the longer side of what it shows. Default 1.35, range 1 to 5.</summary>
    public double Growth { get; init; } = 1.35;

    /// <summary>Most crops of one frame. Default 64, range 1 to 64.</summary>
    public int Most { get; init; } = 64;

    /// <summary>Cells that a box of motion needs. Default 1, range 1 to 1000.</summary>
    public int Cells { get; init; } = 1;

    /// <summary>Share of changed pixels from which a cell has changed. Default 0.02, range 0 to 1.</summary>
    public double Share { get; init; } = 0.02;

    /// <summary>A followed object without motion is looked at again after this. Default 1 s, range 0.1 s to a day.</summary>
    public TimeSpan Recheck { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The whole frame is seen at least this often. Default 2 s, range 0.1 s to a day.</summary>
    public TimeSpan Refresh { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>A result that is not looked at again ends after this. Default 4 s, range 0.1 s to a day.</summary>
    public TimeSpan Keep { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate()
    {
        var least = TimeSpan.FromSeconds(0.1);
        var most = TimeSpan.FromDays(1);
        new OptionProblems("region.motion-crops")
            .Range(nameof(Growth), Growth, 1, 5)
            .Range(nameof(Most), Most, 1, 64)
            .Range(nameof(Cells), Cells, 1, 1000)
            .Range(nameof(Share), Share, 0, 1)
            .Range(nameof(Recheck), Recheck, least, most)
            .Range(nameof(Refresh), Refresh, least, most)
            .Range(nameof(Keep), Keep, least, most)
            .Throw();
    }
}
