namespace VideoDyn.Core.Frames;

/// <summary>
/// A counted reference to one decoded picture. The pixels stay where the decoder wrote them until the last holder
/// disposes; then the lease and its memory go back to the source that made them.
/// </summary>
/// <remarks>
/// A lease starts with one reference, owned by whoever received it. Holders that outlive a call take their own with
/// <see cref="Retain"/>. Counting is thread-safe; the pixels are read-only. Subclasses are pooled by their source, so
/// a steady stream of frames allocates nothing.
/// </remarks>
public abstract class FrameLease : IDisposable
{
    private static long s_live;
    private int _references;
    private FramePlane _luma;
    private FramePlane _chromaU;
    private FramePlane _chromaV;

    /// <summary>How many leases of this process are held now. Tests assert that it returns to where it was.</summary>
    public static long LiveCount => Interlocked.Read(ref s_live);

    /// <summary>Position in the stream, counted from 0 over decoded pictures.</summary>
    public long Index { get; protected set; }

    /// <summary>Stream time of the picture, from the start of the stream.</summary>
    public TimeSpan StreamTime { get; protected set; }

    /// <summary>How long the picture stays on screen if the stream says so, else zero.</summary>
    public TimeSpan Duration { get; protected set; }

    /// <summary>
    /// When the packet of the picture came in from a live source, as a timestamp of the source's
    /// <see cref="TimeProvider"/>; 0 where nothing is live. Latency is measured from here.
    /// </summary>
    public long Arrival { get; protected set; }

    /// <summary>Whether the picture can be decoded without any other.</summary>
    public bool IsKeyFrame { get; protected set; }

    /// <summary>Size, layout and colour; those of the last decoded picture where this one was not decoded.</summary>
    public FrameFormat Format { get; protected set; }

    /// <summary>
    /// Whether the picture was decoded. One that nobody was going to look at may come without pixels: it has its place in
    /// the stream and its time, and asking for a plane is an error.
    /// </summary>
    public virtual bool HasPixels => true;

    /// <summary>The luma plane.</summary>
    /// <exception cref="InvalidOperationException">The picture was not decoded.</exception>
    public FramePlane Luma { get => Decoded(_luma); protected set => _luma = value; }

    /// <summary>The first chroma plane (Cb); meaningless for <see cref="PixelLayout.Gray"/>.</summary>
    /// <exception cref="InvalidOperationException">The picture was not decoded.</exception>
    public FramePlane ChromaU { get => Decoded(_chromaU); protected set => _chromaU = value; }

    /// <summary>The second chroma plane (Cr); meaningless for <see cref="PixelLayout.Gray"/>.</summary>
    /// <exception cref="InvalidOperationException">The picture was not decoded.</exception>
    public FramePlane ChromaV { get => Decoded(_chromaV); protected set => _chromaV = value; }

    /// <summary>Takes one more reference, to be disposed like the first.</summary>
    /// <returns>This lease.</returns>
    /// <exception cref="ObjectDisposedException">The last reference is already gone.</exception>
    public FrameLease Retain()
    {
        int seen = Volatile.Read(ref _references);
        while (true)
        {
            ObjectDisposedException.ThrowIf(seen <= 0, this);
            int before = Interlocked.CompareExchange(ref _references, seen + 1, seen);
            if (before == seen)
                return this;
            seen = before;
        }
    }

    /// <summary>Gives one reference back; the last one returns the pixels to their owner.</summary>
    /// <exception cref="ObjectDisposedException">More references were given back than taken.</exception>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _references);
        ObjectDisposedException.ThrowIf(left < 0, this);
        if (left == 0)
        {
            Interlocked.Decrement(ref s_live);
            Release();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Starts a new life with one reference; called by the source before it hands the lease out.</summary>
    protected void Begin()
    {
        Volatile.Write(ref _references, 1);
        Interlocked.Increment(ref s_live);
    }

    /// <summary>Returns pixels and lease to their pool. Called once per life, on the thread of the last holder.</summary>
    protected abstract void Release();

    private FramePlane Decoded(FramePlane plane) =>
        HasPixels ? plane : throw new InvalidOperationException($"picture {Index} was not decoded");
}
