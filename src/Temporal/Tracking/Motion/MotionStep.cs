namespace VideoDyn.Temporal.Tracking.Motion;

/// <summary>
/// What a span of time does to a coordinate whose velocity is an Ornstein-Uhlenbeck process (the "integrated
/// Ornstein-Uhlenbeck" motion model; Stone, Barlow and Corwin, Bayesian Multiple Target Tracking, 1999).
/// </summary>
/// <remarks>
/// The velocity forgets itself with a time constant and keeps a given root mean square, so uncertainty grows as under
/// constant velocity over short spans but only like a random walk over long ones, and many short steps give exactly
/// what one long step gives. Lengths are in box sizes: a filter scales the variances by its own size squared.
/// </remarks>
/// <param name="Decay">Share of the velocity that is left, 0..1.</param>
/// <param name="Travel">Seconds of the present velocity that are travelled.</param>
/// <param name="PositionVariance">Variance added to the position, box sizes squared.</param>
/// <param name="Covariance">Covariance added, box sizes squared per second.</param>
/// <param name="VelocityVariance">Variance added to the velocity, box sizes squared per second squared.</param>
internal readonly record struct MotionStep(
    double Decay, double Travel, double PositionVariance, double Covariance, double VelocityVariance)
{
    /// <summary>Computes the step.</summary>
    /// <param name="seconds">Elapsed time, at least 0.</param>
    /// <param name="speed">Root mean square of the velocity in box sizes per second.</param>
    /// <param name="memory">Time constant in seconds.</param>
    public static MotionStep Over(double seconds, double speed, double memory)
    {
        double ratio = seconds / memory;
        double decay = Math.Exp(-ratio);
        double forgotten = -ExpMinusOne(ratio, decay);
        double variance = speed * speed;
        // The closed form loses all digits where the terms cancel; its series is a^3 * 2/3 - a^4 / 2 + ...
        double spread = ratio < 1e-2
            ? ratio * ratio * ratio * ((2.0 / 3) - (ratio / 2) + (ratio * ratio * 7 / 30) - (ratio * ratio * ratio / 12))
            : (2 * ratio) - 3 + (4 * decay) - (decay * decay);
        return new(
            decay,
            memory * forgotten,
            variance * memory * memory * spread,
            variance * memory * forgotten * forgotten,
            variance * forgotten * (1 + decay));
    }

    // exp(-a) - 1 without cancellation.
    private static double ExpMinusOne(double ratio, double decay) =>
        ratio < 1e-2 ? -ratio * (1 - (ratio / 2 * (1 - (ratio / 3 * (1 - (ratio / 4 * (1 - (ratio / 5)))))))) : decay - 1;
}
