using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>The one picture that an encoder is fed from, reused for every frame.</summary>
internal sealed unsafe class EncoderPicture : IDisposable
{
    private AVFrame* _frame;

    /// <summary>Allocates the planes.</summary>
    /// <param name="format">Size and layout.</param>
    /// <param name="pixelFormat">FFmpeg's pixel format with that layout.</param>
    public EncoderPicture(FrameFormat format, int pixelFormat)
    {
        Format = format;
        _frame = AvUtil.av_frame_alloc();
        _frame->Width = format.Width;
        _frame->Height = format.Height;
        _frame->Format = pixelFormat;
        int result = AvUtil.av_frame_get_buffer(_frame, 0);
        if (result < 0)
        {
            Dispose();
            throw new InsufficientMemoryException($"No memory for a picture of {format.Width} x {format.Height}.");
        }
    }

    /// <summary>Size and layout.</summary>
    public FrameFormat Format { get; }

    /// <summary>The picture itself.</summary>
    public AVFrame* Native => _frame;

    /// <summary>The planes, for writing; copies them first if the encoder still reads the last picture.</summary>
    public (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) Open()
    {
        if (AvUtil.av_frame_make_writable(_frame) < 0)
            throw new InsufficientMemoryException($"No memory for a picture of {Format.Width} x {Format.Height}.");
        return (
            new FramePlane((nint)_frame->Data[0], _frame->Stride[0], Format.Width, Format.Height),
            new FramePlane((nint)_frame->Data[1], _frame->Stride[1], Format.ChromaWidth, Format.ChromaHeight),
            new FramePlane((nint)_frame->Data[2], _frame->Stride[2], Format.ChromaWidth, Format.ChromaHeight));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AVFrame* frame = _frame;
        AvUtil.av_frame_free(&frame);
        _frame = null;
    }
}
