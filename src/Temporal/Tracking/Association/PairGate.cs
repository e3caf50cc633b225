using VideoDyn.Temporal.Tracking.Motion;

namespace VideoDyn.Temporal.Tracking.Association;

/// <summary>How strict an association pass is.</summary>
/// <param name="Distance">Largest squared Mahalanobis distance, of the centre and of the size each.</param>
/// <param name="Overlap">Intersection over union that lets a pair pass whatever its distance.</param>
/// <param name="Limit">Cost from which a pair is worse than none.</param>
internal readonly record struct PairLimits(double Distance, double Overlap, double Limit)
{
    /// <summary>The pass over high scores.</summary>
    public static PairLimits High(TrackerOptions options) =>
        new(options.GateSigmas * options.GateSigmas, options.GateOverlap, LimitOf(options));

    /// <summary>The pass over low scores: many of them are no objects, so less is believed.</summary>
    public static PairLimits Low(TrackerOptions options) =>
        new(options.LowScoreGateSigmas * options.LowScoreGateSigmas, (1 + options.GateOverlap) / 2, LimitOf(options));

    // The cost of a perfect hit by a track whose uncertainty is the largest that still means something.
    private static double LimitOf(TrackerOptions options) =>
        4 * Math.Log(Math.Max(options.MaxUncertainty / options.MeasurementNoise, 2));
}

/// <summary>
/// What a track expects to measure now, and the price of taking a detection for it: the negative log-likelihood of the
/// measurement (times two, less that of a hit by a track known exactly), so a vague track must not outbid a sure one.
/// </summary>
/// <remarks>
/// The gate follows the filter's own uncertainty and so widens with elapsed time. Boxes that overlap well pass in any
/// case, because a half-hidden object moves its box in ways that no motion model foresees.
/// </remarks>
internal struct PairGate
{
    private double _x;
    private double _y;
    private double _width;
    private double _height;
    private double _perVarianceX;
    private double _perVarianceY;
    private double _perVarianceWidth;
    private double _perVarianceHeight;
    private double _vagueness;
    private double _reachX;
    private double _reachY;
    private int _classId;

    /// <summary>Prepares the gate of a track whose filter stands at the time of the frame.</summary>
    public static PairGate Of(in BoxFilter filter, int classId, in PairLimits limits, TrackerOptions options, double handicap)
    {
        double noise = options.MeasurementNoise * options.MeasurementNoise * filter.Scale * filter.Scale;
        double varianceX = filter.X.PositionVariance + noise;
        double varianceY = filter.Y.PositionVariance + noise;
        return new()
        {
            _x = filter.X.Position,
            _y = filter.Y.Position,
            _width = filter.Width.Position,
            _height = filter.Height.Position,
            _perVarianceX = 1 / varianceX,
            _perVarianceY = 1 / varianceY,
            _perVarianceWidth = 1 / (filter.Width.PositionVariance + (4 * noise)),
            _perVarianceHeight = 1 / (filter.Height.PositionVariance + (4 * noise)),
            _vagueness = Math.Log(varianceX / noise) + Math.Log(varianceY / noise) + handicap,
            _reachX = Math.Sqrt(limits.Distance * varianceX),
            _reachY = Math.Sqrt(limits.Distance * varianceY),
            _classId = classId,
        };
    }

    /// <summary>The price of a pair; positive infinity when it is out of the question.</summary>
    public readonly double Cost(in Measurement measurement, in PairLimits limits)
    {
        double dx = Math.Abs(measurement.X - _x);
        double dy = Math.Abs(measurement.Y - _y);
        double meanWidth = (measurement.Width + _width) / 2;
        double meanHeight = (measurement.Height + _height) / 2;
        if (dx > Math.Max(_reachX, meanWidth) || dy > Math.Max(_reachY, meanHeight) || measurement.Detection.ClassId != _classId)
            return double.PositiveInfinity;
        double cost = double.PositiveInfinity;
        double dw = measurement.Width - _width;
        double dh = measurement.Height - _height;
        double distance = (dx * dx * _perVarianceX) + (dy * dy * _perVarianceY);
        double sizeDistance = (dw * dw * _perVarianceWidth) + (dh * dh * _perVarianceHeight);
        if (distance <= limits.Distance && sizeDistance <= limits.Distance)
            cost = distance + sizeDistance + _vagueness;
        double overlap = Overlap(dx, dy, meanWidth, meanHeight, measurement);
        if (overlap >= limits.Overlap)
            cost = Math.Min(cost, limits.Limit * (1 - (overlap / 2)));
        return cost < limits.Limit ? cost : double.PositiveInfinity;
    }

    private readonly double Overlap(double dx, double dy, double meanWidth, double meanHeight, in Measurement measurement)
    {
        double width = Math.Min(meanWidth - dx, Math.Min(measurement.Width, _width));
        double height = Math.Min(meanHeight - dy, Math.Min(measurement.Height, _height));
        if (width <= 0 || height <= 0)
            return 0;
        double intersection = width * height;
        return intersection / ((measurement.Width * measurement.Height) + (_width * _height) - intersection);
    }
}
