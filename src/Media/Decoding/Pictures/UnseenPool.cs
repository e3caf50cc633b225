namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Leases without pixels that nobody holds. Thread-safe; they need no freeing.</summary>
internal sealed class UnseenPool
{
    private readonly Lock _gate = new();
    private readonly Stack<UnseenFrameLease> _free = new(16);

    /// <summary>A lease that nobody holds.</summary>
    public UnseenFrameLease Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out UnseenFrameLease? lease))
                return lease;
        }

        return new UnseenFrameLease(this);
    }

    /// <summary>Takes a lease back. Any thread.</summary>
    public void Return(UnseenFrameLease lease)
    {
        lock (_gate)
            _free.Push(lease);
    }
}
