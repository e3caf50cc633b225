namespace VideoDyn.Temporal.Gates.Change;

/// <summary>
/// What looking for an object's content where it is expected has proved worth on this stream: how much surer a place is
/// where the content was found, how much less sure where it was not, and how far a distance that was found is to be believed.
/// </summary>
internal sealed class PlaceClues
{
    private const double Forget = 0.985;

    /// <summary>What is assumed at the start counts as much as these squares of offsets: a handful of objects.</summary>
    private const double Prior = 0.2;

    /// <summary>Of a distance that was found, so much is believed at the start.</summary>
    private const double FirstBelief = 0.5;

    private readonly double[] _happened = [Prior, Prior];
    private readonly double[] _expected = [Prior, Prior];
    private double _product = FirstBelief * Prior;
    private double _square = Prior;

    private double Belief => Math.Clamp(_product / _square, 0, 1);

    /// <summary>How likely a box is misplaced.</summary>
    /// <param name="found">How far from its expected place its content was found, in box sizes; null where it was not.</param>
    /// <param name="driftSquared">Square of how fast predictions of the object go astray, in box sizes per second.</param>
    /// <param name="active">Seconds in which it may have moved.</param>
    public double Risk(double? found, double driftSquared, double active)
    {
        int kind = found is null ? 0 : 1;
        double drift = driftSquared * _happened[kind] / _expected[kind];
        return found is { } distance ? PlaceRisk.Measured(Belief * distance, drift, active) : PlaceRisk.After(drift, active);
    }

    /// <summary>Learns from a look.</summary>
    /// <param name="found">As for <see cref="Risk"/>.</param>
    /// <param name="expectedSquare">Square of the offset that the object's drift let expect, in box sizes.</param>
    /// <param name="offset">How far from its predicted place it was.</param>
    public void Learn(double? found, double expectedSquare, double offset)
    {
        int kind = found is null ? 0 : 1;
        double rest = offset;
        if (found is { } distance)
        {
            rest -= Belief * distance;
            _product = (_product * Forget) + (offset * distance);
            _square = (_square * Forget) + (distance * distance);
        }

        _happened[kind] = (_happened[kind] * Forget) + PlaceRisk.BeyondJitter(rest);
        _expected[kind] = (_expected[kind] * Forget) + expectedSquare;
    }
}
