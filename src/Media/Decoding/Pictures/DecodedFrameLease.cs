using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>A picture held in the decoder's own memory, or in a buffer of the lease where it had to be converted or turned.</summary>
internal sealed unsafe class DecodedFrameLease : FrameLease
{
    private readonly LeasePool _pool;
    private AVFrame* _native = AvUtil.av_frame_alloc();
    private bool _holdsNative;

    /// <summary>Creates a lease that goes back to a pool.</summary>
    public DecodedFrameLease(LeasePool pool) => _pool = pool;

    /// <summary>The lease's own memory.</summary>
    public PictureBuffer Buffer { get; } = new();

    /// <summary>Takes the decoder's picture over; <paramref name="source"/> is empty afterwards.</summary>
    public void TakeOver(AVFrame* source, FrameFormat format)
    {
        AvUtil.av_frame_move_ref(_native, source);
        _holdsNative = true;
        Format = format;
        Luma = new FramePlane((nint)_native->Data[0], _native->Stride[0], format.Width, format.Height);
        if (format.PlaneCount == 1)
        {
            ChromaU = default;
            ChromaV = default;
            return;
        }

        ChromaU = new FramePlane((nint)_native->Data[1], _native->Stride[1], format.ChromaWidth, format.ChromaHeight);
        ChromaV = new FramePlane((nint)_native->Data[2], _native->Stride[2], format.ChromaWidth, format.ChromaHeight);
    }

    /// <summary>Lays out planes in the lease's own memory and returns them for writing.</summary>
    public (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) UseBuffer(FrameFormat format)
    {
        Format = format;
        (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) planes = Buffer.Arrange(format);
        (Luma, ChromaU, ChromaV) = planes;
        return planes;
    }

    /// <summary>Starts the life of the picture that was put in.</summary>
    public void Start(long index, TimeSpan streamTime, TimeSpan duration, bool isKeyFrame, long arrival = 0)
    {
        Arrival = arrival;
        Index = index;
        StreamTime = streamTime;
        Duration = duration;
        IsKeyFrame = isKeyFrame;
        Begin();
    }

    /// <summary>Frees the native memory; the lease is not used again.</summary>
    public void Free()
    {
        AVFrame* native = _native;
        AvUtil.av_frame_free(&native);
        _native = null;
        Buffer.Dispose();
    }

    /// <inheritdoc/>
    protected override void Release()
    {
        if (_holdsNative)
            AvUtil.av_frame_unref(_native);
        _holdsNative = false;
        _pool.Return(this);
    }
}
