using VideoDyn.Core.Numerics;
using VideoDyn.Temporal.Tracking.Motion;
using VideoDyn.Temporal.Tracking.Tracks;

namespace VideoDyn.Temporal.Tracking.Association;

/// <summary>
/// The last resort before an object gets a new number: a track that was lost a moment ago goes on as one that is confirmed
/// now near where it was, although motion or size did not fit. What hides an object also changes its box, and with it the
/// motion that is estimated; and for a frame or two a detector often sees an object both as it was and as it is now.
/// </summary>
internal sealed class Relinker
{
    // Of two hits a velocity is known no better than this, in box sizes per second.
    private const double KnownSpeed = 1;

    private readonly TrackerOptions _options;
    private readonly double _sizes;
    private readonly AssignmentSolver _solver = new();
    private readonly Track[] _lost;
    private readonly Track[] _young;
    private readonly int[] _youngOfLost;

    public Relinker(TrackerOptions options)
    {
        _options = options;
        _sizes = 2 * Math.Log(options.RelinkSizeRatio);
        _lost = new Track[options.MaxTracks];
        _young = new Track[options.MaxTracks];
        _youngOfLost = new int[options.MaxTracks];
    }

    /// <summary>Joins tracks that are confirmed in this frame with those that were lost a moment ago.</summary>
    /// <param name="table">The tracks; those that turned out to be another are taken out.</param>
    /// <param name="clock">The tracker's time.</param>
    public void Join(TrackTable table, StreamClock clock)
    {
        if (_options.RelinkSeconds <= 0)
            return;
        (int lost, int young) = (0, 0);
        foreach (Track track in table.All)
        {
            if (track.IsConfirmedNow)
                _young[young++] = track;
            else if (track.IsMissed && !track.IsMatched && !track.IsTentative && !track.IsDormant && clock.Since(track.LastSeen).TotalSeconds <= _options.RelinkSeconds)
                _lost[lost++] = track;
        }

        if (lost == 0 || young == 0)
            return;
        _solver.Begin(lost, young);
        for (int row = 0; row < lost; row++)
        {
            for (int column = 0; column < young; column++)
            {
                double cost = Cost(_lost[row], _young[column]);
                if (cost <= _options.RelinkDistance)
                    _solver.Add(row, column, cost);
            }
        }

        _solver.Solve(2 * _options.RelinkDistance, _youngOfLost);
        for (int row = 0; row < lost; row++)
        {
            if (_youngOfLost[row] < 0)
                continue;
            _lost[row].GoOnAs(_young[_youngOfLost[row]]);
            table.Remove(_young[_youngOfLost[row]]);
        }
    }

    // Where it was seen counts beside where it should be now, because what walks behind something often stops there; but not
    // for what was about to be far away: whoever comes where that was is someone else.
    private double Cost(Track lost, Track young)
    {
        if (lost.ClassId != young.ClassId)
            return double.PositiveInfinity;
        Measurement last = Measurement.From(new(lost.SeenBox, 0, 0), 0), now = Measurement.From(new(young.SeenBox, 0, 0), 0);
        if (Math.Abs(Math.Log(last.Width * last.Height / (now.Width * now.Height))) > _sizes)
            return double.PositiveInfinity;
        double unit = (last.Width + last.Height + now.Width + now.Height) / 4;
        if (GoTheOtherWay(lost, young, unit))
            return double.PositiveInfinity;
        double expected = Distance(now.X - lost.Filter.X.Position, now.Y - lost.Filter.Y.Position) / unit;
        double moved = Distance(last.X - lost.Filter.X.Position, last.Y - lost.Filter.Y.Position) / unit;
        return moved > _options.RelinkDistance ? expected : Math.Min(expected, Distance(now.X - last.X, now.Y - last.Y) / unit);
    }

    // At the edge of the picture one comes where another has just gone.
    private static bool GoTheOtherWay(Track lost, Track young, double unit)
    {
        (double x, double y) = (lost.Filter.X.Velocity, lost.Filter.Y.Velocity);
        (double otherX, double otherY) = (young.Filter.X.Velocity, young.Filter.Y.Velocity);
        double least = KnownSpeed * unit;
        return Distance(x, y) > least && Distance(otherX, otherY) > least && (x * otherX) + (y * otherY) < 0;
    }

    private static double Distance(double dx, double dy) => Math.Sqrt((dx * dx) + (dy * dy));
}
