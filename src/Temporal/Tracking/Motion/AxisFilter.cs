namespace VideoDyn.Temporal.Tracking.Motion;

/// <summary>A Kalman filter of one coordinate and its velocity.</summary>
/// <remarks>
/// With independent axes the usual eight-state filter of a box falls apart into four of these, which give the same
/// numbers without a single matrix.
/// </remarks>
internal struct AxisFilter
{
    /// <summary>Estimate in pixels.</summary>
    public double Position;

    /// <summary>Estimate in pixels per second.</summary>
    public double Velocity;

    /// <summary>Variance of the position, pixels squared.</summary>
    public double PositionVariance;

    /// <summary>Covariance of position and velocity.</summary>
    public double Covariance;

    /// <summary>Variance of the velocity.</summary>
    public double VelocityVariance;

    /// <summary>A filter that has seen one position and knows the velocity only as a distribution around rest.</summary>
    public static AxisFilter Start(double position, double positionVariance, double velocityVariance) =>
        new() { Position = position, PositionVariance = positionVariance, VelocityVariance = velocityVariance };

    /// <summary>Lets time pass.</summary>
    /// <param name="step">What the time does.</param>
    /// <param name="scaleSquared">Square of the box size in pixels.</param>
    public void Predict(in MotionStep step, double scaleSquared)
    {
        Position += step.Travel * Velocity;
        Velocity *= step.Decay;
        PositionVariance += (2 * step.Travel * Covariance) + (step.Travel * step.Travel * VelocityVariance)
            + (scaleSquared * step.PositionVariance);
        Covariance = (step.Decay * (Covariance + (step.Travel * VelocityVariance))) + (scaleSquared * step.Covariance);
        VelocityVariance = (step.Decay * step.Decay * VelocityVariance) + (scaleSquared * step.VelocityVariance);
    }

    /// <summary>Takes in a measured position.</summary>
    /// <param name="measured">Pixels.</param>
    /// <param name="noise">Variance of the measurement, above 0.</param>
    public void Update(double measured, double noise)
    {
        double innovation = measured - Position;
        double total = PositionVariance + noise;
        double positionGain = PositionVariance / total;
        double velocityGain = Covariance / total;
        Position += positionGain * innovation;
        Velocity += velocityGain * innovation;
        VelocityVariance -= velocityGain * Covariance;
        // The forms p * noise / total stay positive whatever the rounding.
        PositionVariance = positionGain * noise;
        Covariance = velocityGain * noise;
    }
}
