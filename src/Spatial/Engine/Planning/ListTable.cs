using VideoDyn.Spatial.Engine.Planning.Activity;

namespace VideoDyn.Spatial.Engine.Planning;

/// <summary>What a list holds for each active pixel of its set.</summary>
internal enum ListKind
{
    /// <summary>The pixel's own index.</summary>
    Own,

    /// <summary>Row and column, packed as y * 65536 + x.</summary>
    Coordinates,

    /// <summary>The index of the pixel at (y * stride, x * stride) of an input level.</summary>
    Reader,

    /// <summary>The pixel's own index, for pixels with one remainder of row and column by the stride.</summary>
    Phase,

    /// <summary>The index of the pixel at (y / stride, x / stride) of an input level, for the pixels of one phase.</summary>
    PhaseReader,
}

/// <summary>One list.</summary>
internal sealed record PixelListKey(ListKind Kind, ActiveSet Set, Level? Input = null, int StrideY = 1, int StrideX = 1, int PhaseY = 0, int PhaseX = 0)
{
    /// <summary>Whether only full passes read the list, so that no other run needs it.</summary>
    public bool IsForFullPasses { get; init; }

    /// <summary>Size of the map that the pixels belong to.</summary>
    public Level Level => Set.Level;

    /// <summary>Entries when everything is active.</summary>
    public int Capacity => Kind is ListKind.Phase or ListKind.PhaseReader
        ? ((Level.Height - PhaseY + StrideY - 1) / StrideY) * ((Level.Width - PhaseX + StrideX - 1) / StrideX)
        : Level.Pixels;
}

/// <summary>The lists that a plan's operations read; each is built once per frame however many read it.</summary>
internal sealed class ListTable
{
    private readonly List<PixelListKey> _keys = [];

    /// <summary>All lists.</summary>
    public IReadOnlyList<PixelListKey> Keys => _keys;

    /// <summary>The number of a list.</summary>
    public int Number(PixelListKey key)
    {
        int known = _keys.IndexOf(key);
        if (known >= 0)
            return known;
        _keys.Add(key);
        return _keys.Count - 1;
    }

    /// <summary>The pixels' own indices.</summary>
    public int Own(ActiveSet set) => Number(new(ListKind.Own, set));

    /// <summary>The pixels' own indices, for full passes only.</summary>
    public int OwnInFullPasses(ActiveSet set) => Number(new(ListKind.Own, set) { IsForFullPasses = true });

    /// <summary>The pixels' coordinates.</summary>
    public int Coordinates(ActiveSet set) => Number(new(ListKind.Coordinates, set));

    /// <summary>The pixels of an input level under a stride.</summary>
    public int Reader(ActiveSet set, Level input, int strideY, int strideX) => set.Level == input && strideY == 1 && strideX == 1
        ? Own(set)
        : Number(new(ListKind.Reader, set, input, strideY, strideX));
}
