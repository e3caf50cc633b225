using System.Runtime.InteropServices;
using VideoDyn.Core.Detections;
using VideoDyn.Core.State;
using VideoDyn.Inference.Crops;

namespace VideoDyn.Spatial.Crops;

/// <summary>What was last seen in each tile and in the whole view, as a part of a stream's state.</summary>
internal sealed class TileMemory : IStateSlot
{
    private const long BytesPerObject = 64;

    private List<Detection>[] _seen = [[]];
    private TimeSpan[] _seenAt = new TimeSpan[1];

    /// <inheritdoc/>
    public string Name => "tile-results";

    /// <inheritdoc/>
    public long Bytes => _seen.Length * CropMerger.MostObjects * BytesPerObject;

    /// <summary>Begins anew for frames of another size.</summary>
    public void Start(int tiles)
    {
        _seen = [.. Enumerable.Range(0, tiles + 1).Select(_ => new List<Detection>())];
        _seenAt = new TimeSpan[tiles + 1];
    }

    /// <summary>Forgets a tile, or the whole view (-1), because it is looked at now.</summary>
    public void Begin(int tile, TimeSpan now)
    {
        _seen[tile + 1].Clear();
        _seenAt[tile + 1] = now;
    }

    /// <summary>Adds what was seen in a tile, or in the whole view (-1).</summary>
    public void Add(int tile, in Detection detection) => _seen[tile + 1].Add(detection);

    /// <summary>Lists everything; what is not of this frame is Reused with its age.</summary>
    public void Recall(TimeSpan now, List<CropFinding> all)
    {
        all.Clear();
        for (int index = 0; index < _seen.Length; index++)
        {
            bool isOld = _seenAt[index] != now;
            foreach (ref readonly Detection one in CollectionsMarshal.AsSpan(_seen[index]))
                all.Add(new CropFinding(isOld ? one with { Provenance = Provenance.Reused, Age = now - _seenAt[index] } : one, index - 1));
        }
    }

    /// <summary>Forgets all tiles, but not the whole view.</summary>
    public void ForgetTiles()
    {
        for (int index = 1; index < _seen.Length; index++)
            _seen[index].Clear();
    }

    /// <inheritdoc/>
    public void Reset(StateReset reason)
    {
        foreach (List<Detection> seen in _seen)
            seen.Clear();
    }
}
