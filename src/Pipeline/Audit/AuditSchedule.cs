using System.Text;
using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Pipeline.Audit;

/// <summary>
/// Draws one instant of stream time from each stretch of it. Only the stream's name, the seed and the time decide, never
/// what the gate does, so that analyzed, reused and skipped frames are met as often as they are published.
/// </summary>
internal sealed class AuditSchedule
{
    private const ulong OffsetBasis = 14695981039346656037;
    private const ulong Prime = 1099511628211;
    private readonly long _every;
    private readonly ulong _seed;
    private long _slot = long.MinValue;
    private long _due;
    private bool _isOpen;

    /// <summary>Creates the schedule of a stream.</summary>
    /// <param name="every">Length of a stretch, above 0.</param>
    /// <param name="stream">Name of the stream.</param>
    /// <param name="seed">Changes what is drawn.</param>
    public AuditSchedule(TimeSpan every, string stream, int seed)
    {
        _every = every.Ticks;
        // FNV-1a (Fowler, Noll and Vo): the same on every machine and runtime.
        ulong hash = OffsetBasis;
        foreach (byte letter in Encoding.UTF8.GetBytes(stream))
            hash = (hash ^ letter) * Prime;
        _seed = hash ^ ((ulong)(uint)seed << 32);
    }

    /// <summary>Whether the frame at this time is the one drawn; told once for each stretch.</summary>
    public bool IsDue(TimeSpan now)
    {
        long slot = (now.Ticks - (((now.Ticks % _every) + _every) % _every)) / _every;
        if (slot != _slot)
        {
            // No frame came after the instant drawn from the stretch before: this one stands in for it.
            bool isOwed = _isOpen && slot > _slot;
            Begin(slot);
            if (isOwed)
                return true;
        }

        if (!_isOpen || now.Ticks < _due)
            return false;
        _isOpen = false;
        return true;
    }

    // Time may step back; then that stretch is drawn from again.
    private void Begin(long slot)
    {
        _slot = slot;
        _isOpen = true;
        double share = (new SplitMix64(_seed ^ ((ulong)slot * Prime)).Next() >> 11) * (1.0 / (1UL << 53));
        _due = (slot * _every) + (long)(share * _every);
    }
}
