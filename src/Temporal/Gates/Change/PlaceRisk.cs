namespace VideoDyn.Temporal.Gates.Change;

/// <summary>How likely a published box overlaps the true one too little.</summary>
internal static class PlaceRisk
{
    /// <summary>Standard deviation of a detected box around itself, in box sizes.</summary>
    public const double Jitter = 0.06;

    /// <summary>An overlap of one half is lost a third of a box size away, and a little earlier when sizes differ too.</summary>
    private const double Tolerance = 0.32;

    /// <summary>
    /// Probability after a time, where distances have the two-sided exponential distribution: real objects stop and turn
    /// more suddenly than a normal one allows.
    /// </summary>
    /// <param name="driftSquared">Square of the drift in box sizes per second.</param>
    /// <param name="active">Seconds in which the object may have moved.</param>
    public static double After(double driftSquared, double active) =>
        Math.Exp(-Tolerance * Math.Sqrt(2 / ((driftSquared * active * active) + (Jitter * Jitter))));

    /// <summary>The same where the distance was measured, up to an error that grows with time.</summary>
    /// <param name="measured">The distance in box sizes.</param>
    /// <param name="driftSquared">Square of the error's growth, in box sizes per second.</param>
    /// <param name="active">Seconds in which the object may have moved.</param>
    public static double Measured(double measured, double driftSquared, double active)
    {
        double scale = Math.Sqrt(((driftSquared * active * active) + (Jitter * Jitter)) / 2);
        double beyond = Math.Exp(-(Tolerance + measured) / scale) / 2;
        return measured < Tolerance
            ? (Math.Exp((measured - Tolerance) / scale) / 2) + beyond
            : 1 - (Math.Exp((Tolerance - measured) / scale) / 2) + beyond;
    }

    /// <summary>Square of an offset without what boxes of a network tremble by themselves.</summary>
    public static double BeyondJitter(double offset) => Math.Max(0, (offset * offset) - (Jitter * Jitter));

    /// <summary>Distance in box sizes at which a shifted box of the same size has this overlap.</summary>
    public static double Offset(double overlap) => overlap <= 0 ? 1 : (1 - overlap) / (1 + overlap);
}
