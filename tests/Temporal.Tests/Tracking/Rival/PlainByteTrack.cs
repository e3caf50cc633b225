using VideoDyn.Core.Detections;
using VideoDyn.Core.Numerics;

namespace VideoDyn.Temporal.Tests.Tracking.Rival;

/// <summary>
/// ByteTrack as published (Zhang et al., ECCV 2022), for comparison: one frame is one unit of time, noise is per frame,
/// the gate is a fixed intersection over union, patience is counted in frames, tracks are confirmed by their second
/// detection and those of the first frame at once. Published constants; score thresholds as the tracker beside it.
/// </summary>
internal sealed class PlainByteTrack
{
    private const double PositionWeight = 1.0 / 20;
    private const double VelocityWeight = 1.0 / 160;
    private const float HighScore = 0.35f;
    private const float LowScore = 0.1f;
    private const int BufferFrames = 30;
    private readonly AssignmentSolver _solver = new();
    private readonly List<RivalTrack> _tracks = [];
    private int _frame;
    private long _lastId;

    /// <summary>Associates one frame and returns the tracks found in it.</summary>
    public List<(long Id, int ClassId, BoundingBox Box)> Update(IReadOnlyList<Detection> detections)
    {
        _frame++;
        foreach (RivalTrack track in _tracks)
            track.Predict();
        List<Detection> high = [.. detections.Where(detection => detection.Score >= HighScore)];
        List<Detection> low = [.. detections.Where(detection => detection.Score is >= LowScore and < HighScore)];
        List<RivalTrack> confirmed = [.. _tracks.Where(track => track.IsConfirmed)];
        List<RivalTrack> unconfirmed = [.. _tracks.Where(track => !track.IsConfirmed)];

        Match(confirmed, high, 0.8);
        Match([.. confirmed.Where(track => !track.IsLost && track.LastFrame < _frame)], low, 0.5);
        foreach (RivalTrack track in confirmed)
            track.IsLost = track.LastFrame < _frame;
        Match(unconfirmed, high, 0.7);
        _tracks.RemoveAll(track => track.LastFrame < _frame && (!track.IsConfirmed || _frame - track.LastFrame > BufferFrames));
        foreach (Detection detection in high)
        {
            if (detection.Score >= HighScore + 0.1f)
                _tracks.Add(new RivalTrack(++_lastId, detection, _frame));
        }
        return [.. _tracks.Where(track => track.IsConfirmed && track.LastFrame == _frame)
            .Select(track => (track.Id, track.ClassId, track.Box))];
    }

    // Matched detections are taken out of the list. Unlike the original, classes are kept apart, as in the tracker beside it.
    private void Match(List<RivalTrack> tracks, List<Detection> detections, double costLimit)
    {
        double[] costs = [.. from track in tracks
                             from detection in detections
                             let overlap = track.ClassId == detection.ClassId ? track.Box.IntersectionOverUnion(detection.Box) : 0
                             select (double)(1 - overlap)];
        int[] matches = new int[tracks.Count];
        _solver.Solve(costs, tracks.Count, detections.Count, costLimit, matches);
        for (int row = 0; row < tracks.Count; row++)
        {
            if (matches[row] >= 0)
                tracks[row].Update(detections[matches[row]], _frame);
        }
        foreach (int column in matches.Where(column => column >= 0).OrderDescending())
            detections.RemoveAt(column);
    }

    /// <summary>Centre, aspect and height with constant velocity per frame; axes are independent, as in the original.</summary>
    private sealed class RivalTrack
    {
        private readonly Axis[] _axes;

        public RivalTrack(long id, Detection detection, int frame)
        {
            Id = id;
            ClassId = detection.ClassId;
            LastFrame = frame;
            IsConfirmed = frame == 1;
            double height = detection.Box.Height;
            double position = Math.Pow(2 * PositionWeight * height, 2);
            double velocity = Math.Pow(10 * VelocityWeight * height, 2);
            double[] seen = Measure(detection.Box);
            _axes =
            [
                new(seen[0], position, velocity), new(seen[1], position, velocity),
                new(seen[2], 1e-4, 1e-10), new(seen[3], position, velocity),
            ];
        }

        public long Id { get; }

        public int ClassId { get; }

        public int LastFrame { get; private set; }

        public bool IsConfirmed { get; private set; }

        public bool IsLost { get; set; }

        public BoundingBox Box
        {
            get
            {
                double height = _axes[3].Position;
                double width = _axes[2].Position * height;
                return new(
                    (float)(_axes[0].Position - (width / 2)), (float)(_axes[1].Position - (height / 2)),
                    (float)(_axes[0].Position + (width / 2)), (float)(_axes[1].Position + (height / 2)));
            }
        }

        public void Predict()
        {
            // A lost track keeps its height.
            if (IsLost)
                _axes[3].Velocity = 0;
            double height = _axes[3].Position;
            double position = Math.Pow(PositionWeight * height, 2);
            double velocity = Math.Pow(VelocityWeight * height, 2);
            for (int axis = 0; axis < 4; axis++)
                _axes[axis].Predict(axis == 2 ? 1e-4 : position, axis == 2 ? 1e-10 : velocity);
        }

        public void Update(Detection detection, int frame)
        {
            double noise = Math.Pow(PositionWeight * _axes[3].Position, 2);
            double[] seen = Measure(detection.Box);
            for (int axis = 0; axis < 4; axis++)
                _axes[axis].Update(seen[axis], axis == 2 ? 1e-2 : noise);
            LastFrame = frame;
            IsConfirmed = true;
            IsLost = false;
        }

        private static double[] Measure(BoundingBox box) =>
            [(box.X1 + box.X2) / 2, (box.Y1 + box.Y2) / 2, box.Width / box.Height, box.Height];
    }

    private sealed class Axis(double position, double positionVariance, double velocityVariance)
    {
        private double _positionVariance = positionVariance;
        private double _covariance;
        private double _velocityVariance = velocityVariance;

        public double Position { get; private set; } = position;

        public double Velocity { get; set; }

        public void Predict(double positionNoise, double velocityNoise)
        {
            Position += Velocity;
            _positionVariance += (2 * _covariance) + _velocityVariance + positionNoise;
            _covariance += _velocityVariance;
            _velocityVariance += velocityNoise;
        }

        public void Update(double seen, double noise)
        {
            double total = _positionVariance + noise;
            double innovation = seen - Position;
            double positionGain = _positionVariance / total;
            double velocityGain = _covariance / total;
            Position += positionGain * innovation;
            Velocity += velocityGain * innovation;
            _velocityVariance -= velocityGain * _covariance;
            _positionVariance *= 1 - positionGain;
            _covariance *= 1 - positionGain;
        }
    }
}
