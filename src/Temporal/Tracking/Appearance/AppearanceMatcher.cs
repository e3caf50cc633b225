using VideoDyn.Core.Numerics;
using VideoDyn.Temporal.Tracking.Motion;
using VideoDyn.Temporal.Tracking.Tracks;

namespace VideoDyn.Temporal.Tracking.Appearance;

/// <summary>Remembers what confirmed tracks look like and finds lost ones again by it, wherever they come back.</summary>
internal sealed class AppearanceMatcher
{
    private const float LearningShare = 0.1f;
    private readonly TrackerOptions _options;
    private readonly AssignmentSolver _solver = new();
    private readonly Track[] _rows;
    private readonly int[] _columns;
    private readonly int[] _columnOfRow;
    private readonly bool[] _described;
    private float[] _units = [];
    private int _dimension;

    public AppearanceMatcher(TrackerOptions options)
    {
        _options = options;
        _rows = new Track[options.MaxTracks];
        _columns = new int[options.MaxDetections];
        _columnOfRow = new int[options.MaxTracks];
        _described = new bool[options.MaxDetections];
    }

    /// <summary>Reads the vectors of a frame's detections.</summary>
    /// <param name="measurements">Detections that may have one.</param>
    /// <param name="vectors">One after the other in the caller's order; all zero or not finite means none.</param>
    /// <param name="dimension">Numbers per vector; 0 when there are none.</param>
    public void Read(ReadOnlySpan<Measurement> measurements, ReadOnlySpan<float> vectors, int dimension)
    {
        _dimension = dimension;
        if (dimension == 0)
            return;
        if (_units.Length < measurements.Length * dimension)
            _units = new float[Math.Max(measurements.Length * dimension, Math.Min(2 * _units.Length, _options.MaxDetections * dimension))];
        for (int index = 0; index < measurements.Length; index++)
            _described[index] = UnitVectors.TryNormalize(vectors.Slice(measurements[index].Source * dimension, dimension), Unit(index));
    }

    /// <summary>Gives free detections to tracks that are out of sight and look like them.</summary>
    public void Match(List<Track> tracks, ReadOnlySpan<Measurement> measurements, Track?[] trackOfMeasurement)
    {
        if (_dimension == 0)
            return;
        int columns = 0;
        for (int index = 0; index < measurements.Length; index++)
        {
            if (trackOfMeasurement[index] is null && _described[index])
                _columns[columns++] = index;
        }
        int rows = 0;
        foreach (Track track in tracks)
        {
            if (!track.IsMatched && !track.IsTentative && Knows(track))
                _rows[rows++] = track;
        }
        if (rows == 0 || columns == 0)
            return;
        _solver.Begin(rows, columns);
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                int index = _columns[column];
                float distance = UnitVectors.Distance(_rows[row].Appearance, Unit(index));
                if (measurements[index].Detection.ClassId == _rows[row].ClassId && distance <= _options.MaxAppearanceDistance)
                    _solver.Add(row, column, distance);
            }
        }
        // The gate above decides; among what passes, as many as possible come back.
        _solver.Solve(2.0 * (rows + 1), _columnOfRow);
        for (int row = 0; row < rows; row++)
        {
            if (_columnOfRow[row] < 0)
                continue;
            trackOfMeasurement[_columns[_columnOfRow[row]]] = _rows[row];
            _rows[row].IsReentering = true;
        }
    }

    /// <summary>Remembers how a track looks in one of this frame's detections.</summary>
    public void Learn(Track track, int index)
    {
        if (_dimension == 0 || !_described[index])
            return;
        if (Knows(track))
        {
            UnitVectors.Blend(track.Appearance, Unit(index), LearningShare);
            return;
        }
        if (track.Appearance.Length != _dimension)
            track.Appearance = new float[_dimension];
        Unit(index).CopyTo(track.Appearance);
        track.HasAppearance = true;
    }

    private bool Knows(Track track) => track.HasAppearance && track.Appearance.Length == _dimension;

    private Span<float> Unit(int index) => _units.AsSpan(index * _dimension, _dimension);
}
