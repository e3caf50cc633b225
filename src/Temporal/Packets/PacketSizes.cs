namespace VideoDyn.Temporal.Packets;

/// <summary>
/// The usual size of one kind of packet while nothing happens, and how far a packet lies above it. Sizes are compared as
/// powers of two, because that is how they vary.
/// </summary>
/// <remarks>
/// Beside the single packet the sum of small excesses counts (Page's test for a change of the mean, Biometrika 1954), so
/// that a slow or faint change is noticed after a few packets.
/// </remarks>
internal sealed class PacketSizes(PacketGateOptions options)
{
    /// <summary>Added to every size: a packet that says "nothing changed" may have 20 bytes or 60.</summary>
    private const double Offset = 64;

    private const double LeastDeviation = 0.05;
    private double _mean;
    private double _deviation;
    private double _excess;

    /// <summary>Packets learned from.</summary>
    public int Count { get; private set; }

    /// <summary>Whether enough packets were seen to judge others.</summary>
    public bool IsKnown => Count >= options.Packets;

    /// <summary>Whether a packet is unusually large. Only ask when <see cref="IsKnown"/>.</summary>
    public bool IsUnusual(int size)
    {
        double above = Math.Log2(size + Offset) - _mean;
        double deviation = Math.Max(LeastDeviation, _deviation);
        if (above > Math.Max(options.Jump, options.Deviations * deviation))
            return true;
        _excess = Math.Max(0, _excess + above - (options.Deviations / 4 * deviation));
        return _excess > options.Sum;
    }

    /// <summary>Learns from a packet of a time in which nothing happens.</summary>
    public void Learn(int size)
    {
        double value = Math.Log2(size + Offset);
        Count = Math.Min(Count + 1, options.Memory);
        double weight = 1.0 / Count;
        double distance = value - _mean;
        _deviation += weight * (Math.Abs(distance) - _deviation);
        _mean += weight * distance;
    }

    /// <summary>Begins to add up anew.</summary>
    public void ForgetExcess() => _excess = 0;

    /// <summary>Forgets everything.</summary>
    public void Clear() => (Count, _mean, _deviation, _excess) = (0, 0, 0, 0);
}
