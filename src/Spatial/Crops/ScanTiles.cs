using VideoDyn.Core.Detections;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>
/// A slow round over the frame at full resolution, tile by tile: what stands still and is too small for the whole view is
/// found by it, and the prior learns from that.
/// </summary>
internal sealed class ScanTiles
{
    private const int Overlap = 64;
    private readonly List<BoundingBox> _tiles = [];
    private int _next;
    private TimeSpan _lookedAt;

    /// <summary>Tiles of one round; 0 where the whole view shows everything.</summary>
    public int Count => _tiles.Count;

    /// <summary>Cuts a frame into tiles.</summary>
    public void Start(int frameWidth, int frameHeight, CropSize size, float wholeScale, TimeSpan now)
    {
        _tiles.Clear();
        _next = 0;
        _lookedAt = now;
        if (wholeScale >= 1)
            return;
        TileGrid.Cut(frameWidth, frameHeight, size.Width, size.Height, Overlap, _tiles);
    }

    /// <summary>Proposes the next tile when its turn has come.</summary>
    public void Propose(TimeSpan now, TimeSpan round, List<CropProposal> proposals)
    {
        if (_tiles.Count > 0 && now - _lookedAt >= round / _tiles.Count)
            proposals.Add(new CropProposal(_tiles[_next], 1, CropReason.Scan, 0));
    }

    /// <summary>Goes on to the next tile if this one is looked at.</summary>
    public void Look(IReadOnlyList<CropArea> crops, TimeSpan now)
    {
        if (_tiles.Count == 0)
            return;
        for (int index = 0; index < crops.Count; index++)
        {
            if (crops[index].Reason != CropReason.Scan && !(crops[index].Contains(_tiles[_next]) && crops[index].Scale >= 0.99f))
                continue;
            _next = (_next + 1) % _tiles.Count;
            _lookedAt = now;
            return;
        }
    }
}
