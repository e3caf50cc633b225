using VideoDyn.Core.Numerics;
using VideoDyn.Temporal.Tracking.Motion;
using VideoDyn.Temporal.Tracking.Tracks;

namespace VideoDyn.Temporal.Tracking.Association;

/// <summary>One pass of optimal assignment between the tracks that are still unmatched and a range of detections.</summary>
internal sealed class Associator
{
    // What a track that is not yet believed must beat a believed one by: a likelihood ratio of e^2.
    private const double TentativeHandicap = 4;

    // An analysis misses an object in view about three times in ten (-2 ln 0.3 each time). One miss is the detector's
    // fault, many are the object's: so the doubt grows by analyses, not by time, up to the full doubt about lost tracks.
    private const double HandicapPerMiss = 2.4;

    private readonly TrackerOptions _options;
    private readonly double _lostHandicap;
    private readonly AssignmentSolver _solver = new();
    private readonly Track[] _rows;
    private readonly int[] _columns;
    private readonly int[] _columnOfRow;

    public Associator(TrackerOptions options)
    {
        _options = options;
        _lostHandicap = 4 * Math.Log(options.MaxUncertainty / options.MaxLostUncertainty);
        _rows = new Track[options.MaxTracks];
        _columns = new int[options.MaxDetections];
        _columnOfRow = new int[options.MaxTracks];
        TrackOfMeasurement = new Track?[options.MaxDetections];
    }

    /// <summary>Which track took which detection of this frame.</summary>
    public Track?[] TrackOfMeasurement { get; }

    /// <summary>Forgets the last frame's matches.</summary>
    public void Begin(int measurements) => TrackOfMeasurement.AsSpan(0, measurements).Clear();

    /// <summary>Matches the tracks chosen by the caller with <see cref="Offer"/> to free detections.</summary>
    public void Match(int offered, ReadOnlySpan<Measurement> measurements, int from, int to, in PairLimits limits)
    {
        int columns = 0;
        for (int index = from; index < to; index++)
        {
            if (TrackOfMeasurement[index] is null)
                _columns[columns++] = index;
        }
        if (offered == 0 || columns == 0)
            return;
        _solver.Begin(offered, columns);
        for (int row = 0; row < offered; row++)
        {
            Track track = _rows[row];
            double doubt = Math.Min(track.Misses * HandicapPerMiss, _lostHandicap);
            double handicap = (track.IsTentative ? TentativeHandicap : 0) + doubt;
            var gate = PairGate.Of(track.Filter, track.ClassId, limits, _options, handicap);
            for (int column = 0; column < columns; column++)
            {
                double cost = gate.Cost(measurements[_columns[column]], limits);
                if (cost < double.PositiveInfinity)
                    _solver.Add(row, column, cost);
            }
        }
        _solver.Solve(limits.Limit, _columnOfRow);
        for (int row = 0; row < offered; row++)
        {
            if (_columnOfRow[row] < 0)
                continue;
            int measurement = _columns[_columnOfRow[row]];
            TrackOfMeasurement[measurement] = _rows[row];
            _rows[row].IsMatched = true;
        }
    }

    /// <summary>Puts a track into the coming pass.</summary>
    /// <param name="track">Not matched yet.</param>
    /// <param name="offered">How many are in it already.</param>
    /// <returns>How many are in it now.</returns>
    public int Offer(Track track, int offered)
    {
        _rows[offered] = track;
        return offered + 1;
    }
}
