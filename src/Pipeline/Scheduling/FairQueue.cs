namespace VideoDyn.Pipeline.Scheduling;

/// <summary>
/// Serves whoever has received least for its weight: fair queueing with virtual time, charged after the service with
/// what it really took. A share that comes back after a pause begins where the poorest of the others stands, so nobody
/// saves up service by being idle and nobody starves.
/// </summary>
/// <remarks>
/// Source: virtual time fair queueing after Demers, Keshav and Shenker, "Analysis and simulation of a fair queueing
/// algorithm", 1989, with the cost known only afterwards. Not thread-safe; allocates only to grow.
/// </remarks>
/// <typeparam name="T">What waits.</typeparam>
internal sealed class FairQueue<T>
{
    private readonly List<(FairShare Share, T Item, long Order)> _waiting = [];
    private double _virtualTime;
    private long _order;

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>Adds something to be served on account of a share.</summary>
    public void Enqueue(FairShare share, T item)
    {
        share.Received = Math.Max(share.Received, _virtualTime);
        _waiting.Add((share, item, _order++));
    }

    /// <summary>Takes the one whose share has received least; of equals the one that came first.</summary>
    public bool TryDequeue(out T item)
    {
        int next = -1;
        for (int index = 0; index < _waiting.Count; index++)
        {
            if (next < 0 || IsBefore(_waiting[index], _waiting[next]))
                next = index;
        }

        if (next < 0)
        {
            item = default!;
            return false;
        }

        _virtualTime = Math.Max(_virtualTime, _waiting[next].Share.Received);
        item = _waiting[next].Item;
        _waiting[next] = _waiting[^1];
        _waiting.RemoveAt(_waiting.Count - 1);
        return true;
    }

    /// <summary>Books service to a share.</summary>
    /// <param name="share">Who was served.</param>
    /// <param name="seconds">How long it took.</param>
    public static void Charge(FairShare share, double seconds) => share.Received += seconds / share.Weight;

    private static bool IsBefore(in (FairShare Share, T Item, long Order) left, in (FairShare Share, T Item, long Order) right) =>
        left.Share.Received != right.Share.Received ? left.Share.Received < right.Share.Received : left.Order < right.Order;
}
