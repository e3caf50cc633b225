using VideoDyn.Core.Ledger;

namespace VideoDyn.Pipeline.Observability;

/// <summary>Frames per second of one camera over the last seconds, from samples of its ledger.</summary>
internal sealed class FrameRates
{
    // Long enough that one late frame does not show, short enough that an outage does.
    internal static readonly TimeSpan Window = TimeSpan.FromSeconds(10);
    private readonly Queue<Sample> _samples = new();

    /// <summary>Packets per second; 0 until there are two samples.</summary>
    public double Received { get; private set; }

    /// <summary>Analyzed frames per second.</summary>
    public double Analyzed { get; private set; }

    /// <summary>Frames per second that a gate skipped or reused.</summary>
    public double Skipped { get; private set; }

    /// <summary>Adds the counters at an instant; they are seen over the time since the oldest sample of the window.</summary>
    public void Add(TimeSpan now, LedgerSnapshot ledger)
    {
        var newest = new Sample(now, ledger.Received, ledger.Analyzed, ledger.Skipped.Values.Sum() + ledger.Reused);
        while (_samples.TryPeek(out Sample oldest) && _samples.Count > 1 && now - oldest.Time > Window)
            _samples.Dequeue();
        if (_samples.TryPeek(out Sample first) && now > first.Time)
        {
            double seconds = (now - first.Time).TotalSeconds;
            Received = (newest.Received - first.Received) / seconds;
            Analyzed = (newest.Analyzed - first.Analyzed) / seconds;
            Skipped = (newest.Skipped - first.Skipped) / seconds;
        }

        _samples.Enqueue(newest);
    }

    private readonly record struct Sample(TimeSpan Time, long Received, long Analyzed, long Skipped);
}
