namespace VideoDyn.Evaluation.Tracking;

/// <summary>Numbers tracks from 0 in the order in which they appear.</summary>
internal sealed class TrackTable
{
    private readonly Dictionary<long, int> _index = [];
    private readonly List<long> _lastSeen = [];
    private readonly string _side;

    public TrackTable(string side) => _side = side;

    public int Count => _lastSeen.Count;

    /// <summary>The number of a track, which may occur once in a frame.</summary>
    public int Enter(long trackId, long frame)
    {
        if (!_index.TryGetValue(trackId, out int index))
        {
            index = _lastSeen.Count;
            _index.Add(trackId, index);
            _lastSeen.Add(-1);
        }

        if (_lastSeen[index] == frame)
            throw new ArgumentException($"Track {trackId} of the {_side} has two boxes in the frame at position {frame}.");
        _lastSeen[index] = frame;
        return index;
    }
}
