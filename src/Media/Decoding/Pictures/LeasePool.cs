namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>
/// Leases that nobody holds. As many exist as were ever held at once; after the source is gone, those still held free
/// themselves when their last holder gives them back.
/// </summary>
internal sealed class LeasePool : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Stack<DecodedFrameLease> _free = new(16);
    private bool _closed;

    /// <summary>A lease that nobody holds.</summary>
    public DecodedFrameLease Take()
    {
        lock (_gate)
        {
            if (_free.TryPop(out DecodedFrameLease? lease))
                return lease;
        }

        return new DecodedFrameLease(this);
    }

    /// <summary>Takes a lease back. Any thread.</summary>
    public void Return(DecodedFrameLease lease)
    {
        lock (_gate)
        {
            if (!_closed)
            {
                _free.Push(lease);
                return;
            }
        }

        lease.Free();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _closed = true;
            while (_free.TryPop(out DecodedFrameLease? lease))
                lease.Free();
        }
    }
}
