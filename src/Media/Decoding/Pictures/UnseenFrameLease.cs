using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>The frame of a picture that nobody wanted to see: its place and its time, no pixels.</summary>
internal sealed class UnseenFrameLease : FrameLease
{
    private readonly UnseenPool _pool;

    /// <summary>Creates a lease that goes back to a pool.</summary>
    public UnseenFrameLease(UnseenPool pool) => _pool = pool;

    /// <inheritdoc/>
    public override bool HasPixels => false;

    /// <summary>Starts the life of a frame.</summary>
    public void Start(FrameFormat format, long index, TimeSpan streamTime, TimeSpan duration, bool isKeyFrame, long arrival)
    {
        (Format, Index, StreamTime, Duration, IsKeyFrame, Arrival) = (format, index, streamTime, duration, isKeyFrame, arrival);
        Begin();
    }

    /// <inheritdoc/>
    protected override void Release() => _pool.Return(this);
}
