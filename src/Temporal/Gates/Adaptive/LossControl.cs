using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Gates.Adaptive;

/// <summary>
/// Moves a loss so that the agreement that audits measure stays at a target: an integral controller of the logarithm, with
/// a dead band, a bounded step and bounds. It depends on the audits alone, so the same audits give the same loss.
/// </summary>
/// <remarks>
/// The loss that a gate aims at and the loss that dense sees differ by a factor that depends on the scene and changes
/// slowly, which is what integrating the logarithm finds. Audits are few and noisy, so a move needs evidence: the allowed loss
/// must lie outside the interval of the measured one (Wilson, 1927), half the distance to its nearer end is moved at a time,
/// and not before <see cref="BoxesPerMove"/> more boxes. The interval is the dead band: it narrows as audits come in.
/// </remarks>
internal sealed class LossControl
{
    /// <summary>Boxes between two moves.</summary>
    public const double BoxesPerMove = 30;

    /// <summary>Evidence of so many boxes is kept; older fades.</summary>
    public const double MemoryBoxes = 300;

    /// <summary>Half the width of the interval in standard deviations: five of six lie below its upper end.</summary>
    public const double Deviations = 1;

    /// <summary>Boxes of one frame share their fate: so many count as one independent box.</summary>
    public const double BoxesPerIndependent = 2;

    /// <summary>Largest factor of one move.</summary>
    public const double LargestStep = 1.5;

    private const double Gain = 0.5;

    // What was measured before a move says less about the loss after it.
    private const double KeepAfterMove = 0.5;

    private readonly AdaptiveGateOptions _options;
    private double _waiting;

    /// <summary>Begins with the loss of the options.</summary>
    public LossControl(AdaptiveGateOptions options)
    {
        _options = options;
        Loss = Math.Clamp(options.Change.Loss, options.LeastLoss, options.MostLoss);
    }

    /// <summary>The loss to aim at.</summary>
    public double Loss { get; private set; }

    /// <summary>Pairs in memory.</summary>
    public double Matched { get; private set; }

    /// <summary>Boxes of either side without a partner, in memory.</summary>
    public double Wrong { get; private set; }

    /// <summary>Measured agreement, 2 M / (2 M + wrong); not a number before the first box.</summary>
    public double Agreement => 2 * Matched / ((2 * Matched) + Wrong);

    private double Allowed => 1 - _options.Target;

    /// <summary>Takes in an audit.</summary>
    /// <returns>Whether the loss moved.</returns>
    public bool Add(in FrameAudit audit)
    {
        double boxes = audit.Matched + ((audit.Missed + audit.Extra) / 2.0);
        Matched += audit.Matched;
        Wrong += audit.Missed + audit.Extra;
        Fade(Math.Min(1, MemoryBoxes / Math.Max(1e-9, Matched + (Wrong / 2))));
        _waiting += boxes;
        if (_waiting < BoxesPerMove)
            return false;
        (double low, double high) = Interval();
        if (Allowed >= low && Allowed <= high)
            return false;
        double factor = Math.Pow(Allowed / (Allowed < low ? low : high), Gain);
        double before = Loss;
        Loss = Math.Clamp(Loss * Math.Clamp(factor, 1 / LargestStep, LargestStep), _options.LeastLoss, _options.MostLoss);
        if (Loss == before)
            return false;
        _waiting = 0;
        Fade(KeepAfterMove);
        return true;
    }

    /// <summary>Takes over what an earlier run kept.</summary>
    public void Restore(double loss, double matched, double wrong) =>
        (Loss, Matched, Wrong) = (Math.Clamp(loss, _options.LeastLoss, _options.MostLoss), matched, wrong);

    // Of the measured loss.
    private (double Low, double High) Interval()
    {
        const double square = Deviations * Deviations;
        double terms = (2 * Matched) + Wrong, share = Wrong / terms, count = terms / 2 / BoxesPerIndependent;
        double middle = share + (square / (2 * count)), scale = 1 + (square / count);
        double half = Deviations * Math.Sqrt((share * (1 - share) / count) + (square / (4 * count * count)));
        return ((middle - half) / scale, (middle + half) / scale);
    }

    private void Fade(double share)
    {
        Matched *= share;
        Wrong *= share;
    }
}
