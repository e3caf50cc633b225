using VideoDyn.Core.State;

namespace VideoDyn.Spatial.Crops;

/// <summary>The feature maps and results of all tiles, as a part of a stream's state: after any reset all are computed anew.</summary>
/// <param name="bytesPerTile">Bytes of maps and input of one tile.</param>
internal sealed class TileMaps(long bytesPerTile) : IStateSlot
{
    private IReadOnlyList<TileView> _tiles = [];

    /// <inheritdoc/>
    public string Name => "tile-maps";

    /// <summary>Bytes of all tiles of the frames that come, whether they are made already or not.</summary>
    public long Bytes { get; private set; }

    /// <summary>Says how many tiles there will be.</summary>
    public void Announce(int tiles) => Bytes = tiles * bytesPerTile;

    /// <summary>Takes the tiles in.</summary>
    public void Hold(IReadOnlyList<TileView> tiles) => _tiles = tiles;

    /// <inheritdoc/>
    public void Reset(StateReset reason)
    {
        for (int index = 0; index < _tiles.Count; index++)
            _tiles[index].Reset(reason);
    }
}
