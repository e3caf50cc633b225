using System.Collections.Immutable;
using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>The levels of a plan, one per map size.</summary>
internal sealed class LevelTable
{
    private readonly List<Level> _levels = [];

    /// <summary>All levels.</summary>
    public ImmutableArray<Level> All => [.. _levels];

    /// <summary>The level of a size.</summary>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <param name="strideY">Input pixels per row, for a size that is new.</param>
    /// <param name="strideX">Input pixels per column, for a size that is new.</param>
    /// <exception cref="VideoDynException">The size is beyond what lists can hold (kind Model).</exception>
    public Level Get(int height, int width, double strideY, double strideX)
    {
        // Coordinates are packed into one number of 32 bits.
        if (height > short.MaxValue || width > short.MaxValue)
            throw VideoDynException.Model($"a map of {width} x {height} is larger than the engine's limit of {short.MaxValue} in each direction");
        Level? known = _levels.Find(level => level.Height == height && level.Width == width);
        if (known is not null)
            return known;
        var level = new Level(_levels.Count, height, width, strideY, strideX);
        _levels.Add(level);
        return level;
    }
}
