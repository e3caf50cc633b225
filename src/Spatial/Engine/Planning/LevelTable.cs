using System.Collections.Immutable;

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
    public Level Get(int height, int width, double strideY, double strideX)
    {
        Level? known = _levels.Find(level => level.Height == height && level.Width == width);
        if (known is not null)
            return known;
        var level = new Level(_levels.Count, height, width, strideY, strideX);
        _levels.Add(level);
        return level;
    }
}
