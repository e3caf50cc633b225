using VideoDyn.Spatial.Engine.Planning.Steps;

namespace VideoDyn.Spatial.Engine.Planning.Activity;

/// <summary>Which pixels of a map are computed: lists are made once per set, however many maps share it.</summary>
/// <param name="Level">Size of the maps.</param>
/// <param name="Rows">Input pixels on which each row depends; null for the pixels that the row covers.</param>
/// <param name="Columns">The same for columns; null where <paramref name="Rows"/> is.</param>
internal sealed record ActiveSet(Level Level, ReachAxis? Rows = null, ReachAxis? Columns = null)
{
    /// <summary>The step that computes these pixels, where they are found from what moved in the maps that it reads.</summary>
    public Step? Executed { get; init; }

    /// <summary>The step whose pixels these are, where they are those that moved.</summary>
    public Step? MovedOf { get; init; }

    /// <summary>Whether blocks of half resolution compute every other of these pixels in each direction.</summary>
    public bool IsHalved { get; init; }

    /// <summary>Every pixel of a map, depending on itself.</summary>
    public static ActiveSet Self(Level level) => new(level, ReachAxis.OfPicture(level.Height, 1), ReachAxis.OfPicture(level.Width, 1));
}
