using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Crops;

/// <summary>How a frame is cut into tiles, and which of them are looked at.</summary>
public sealed record TileOptions
{
    /// <summary>Least overlap of neighbouring tiles as a share of a tile's side. Default 0.2, range 0 to 0.5.</summary>
    public double Overlap { get; init; } = 0.2;

    /// <summary>Whether the network also sees the whole frame, which shows what is larger than the overlap. Default true.</summary>
    public bool Whole { get; init; } = true;

    /// <summary>
    /// Tiles without a change keep their result, but no longer than this; null looks at every tile of every frame, which
    /// makes the plan a reference. Default null, range 0.1 s to a day.
    /// </summary>
    public TimeSpan? Still { get; init; }

    /// <summary>Share of changed pixels from which a cell has changed. Default 0.02, range 0 to 1.</summary>
    public double Share { get; init; } = 0.02;

    /// <summary>
    /// A change beside the followed objects waits until its tile was last looked at this long ago, so that leaves and shadows
    /// do not ask for every frame; what appears is seen so much later. Null looks at once. Default null, range 0.01 s to a day.
    /// </summary>
    public TimeSpan? Stray { get; init; }

    /// <summary>
    /// With <see cref="Stray"/>, a change under a followed object also waits as long as the object cannot have moved by more than this
    /// share of its size since its tile was looked at. Default 0, range 0 to 1.
    /// </summary>
    public double Move { get; init; }

    /// <summary>
    /// Where blocks of tiles are computed: share of active blocks from which a tile is computed as a whole if a known object covers
    /// at least a seventh of it, because what the network says about large objects depends on all of it. Default 0.2, range 0 to 1; 1 leaves it to the engine's break-even.
    /// </summary>
    public double Large { get; init; } = 0.2;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("region.tiles")
        .Range(nameof(Overlap), Overlap, 0, 0.5)
        .Range(nameof(Still), Still ?? TimeSpan.FromDays(1), TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Range(nameof(Share), Share, 0, 1)
        .Range(nameof(Move), Move, 0, 1)
        .Range(nameof(Large), Large, 0, 1)
        .Range(nameof(Stray), Stray ?? TimeSpan.FromDays(1), TimeSpan.FromSeconds(0.01), TimeSpan.FromDays(1))
        .Throw();
}
