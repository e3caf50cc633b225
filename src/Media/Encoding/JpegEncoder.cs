using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.Drawing;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>
/// Codes single frames as JPEG (JFIF: full range, BT.601), with chroma as fine as the frame's. Keeps its encoder while
/// frames have one size. One thread at a time.
/// </summary>
public sealed unsafe class JpegEncoder : IDisposable
{
    private readonly int _quantizer;
    private readonly FrameScaler _scaler = new();
    private CodecSession? _codec;
    private EncoderPicture? _picture;
    private FrameFormat _format;
    private byte[] _bytes = new byte[64 * 1024];
    private long _count;

    /// <summary>Prepares an encoder.</summary>
    /// <param name="quality">1 (smallest) to 100 (best), spread evenly over FFmpeg's quantizer scale 31 to 2.</param>
    /// <exception cref="VideoDynException">The quality is out of range, or FFmpeg cannot be used (kind Configuration).</exception>
    public JpegEncoder(int quality = 80)
    {
        if (quality is < 1 or > 100)
            throw VideoDynException.Configuration(string.Create(CultureInfo.InvariantCulture, $"JPEG quality is {quality}; expected 1 to 100."));
        FFmpegSelfCheck.Require();
        _quantizer = 31 - (int)Math.Round((quality - 1) * 29 / 99.0);
    }

    /// <summary>Codes a frame at its own size.</summary>
    /// <param name="frame">The frame; not kept.</param>
    /// <returns>The JPEG file, valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        return Encode(frame, frame.Format.Width, frame.Format.Height);
    }

    /// <summary>Codes a frame scaled to another size.</summary>
    /// <param name="frame">The frame; not kept.</param>
    /// <param name="width">Width of the JPEG in pixels, 1..16384.</param>
    /// <param name="height">Height of the JPEG in pixels, 1..16384.</param>
    /// <returns>The JPEG file, valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(FrameLease frame, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, 16384);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(height, 16384);
        // Gray travels as 4:2:0 with neutral chroma, which every JPEG reader knows.
        PixelLayout layout = frame.Format.Layout == PixelLayout.Gray ? PixelLayout.Yuv420 : frame.Format.Layout;
        Prepare(new FrameFormat(width, height, layout, ColorMatrix.Bt601, ColorRange.Full));
        _ = Fill(frame.Format, (frame.Luma, frame.ChromaU, frame.ChromaV));
        return Code();
    }

    /// <summary>Codes a frame at its own size with something drawn on it.</summary>
    /// <param name="frame">The frame; not changed, not kept.</param>
    /// <param name="draw">Draws on the copy that is coded.</param>
    /// <returns>The JPEG file, valid until the next call.</returns>
    public ReadOnlySpan<byte> Encode(FrameLease frame, Action<FrameCanvas> draw)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(draw);
        Prepare(new FrameFormat(frame.Format.Width, frame.Format.Height, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Full));
        (FramePlane luma, FramePlane chromaU, FramePlane chromaV) = Fill(frame.Format, (frame.Luma, frame.ChromaU, frame.ChromaV));
        draw(new FrameCanvas(Plane(luma), Plane(chromaU), Plane(chromaV), _format.Matrix, _format.Range));
        return Code();

        static CanvasPlane Plane(FramePlane plane) => new(plane.Data, plane.Stride, plane.Width, plane.Height);
    }

    /// <summary>Codes a part of a frame, pixel by pixel.</summary>
    /// <param name="frame">The frame; not kept.</param>
    /// <param name="left">First column; rounded down to an even one, because chroma is coarser.</param>
    /// <param name="top">First row; rounded down to an even one.</param>
    /// <param name="width">Columns, at least 1; cut off at the frame's edge.</param>
    /// <param name="height">Rows, at least 1; cut off at the frame's edge.</param>
    /// <returns>The JPEG file, valid until the next call.</returns>
    public ReadOnlySpan<byte> EncodePart(FrameLease frame, int left, int top, int width, int height)
    {
        ArgumentNullException.ThrowIfNull(frame);
        FrameFormat whole = frame.Format;
        left = Math.Clamp(left, 0, whole.Width - 1) & ~1;
        top = Math.Clamp(top, 0, whole.Height - 1) & ~1;
        FrameFormat part = whole with { Width = Math.Clamp(width, 1, whole.Width - left), Height = Math.Clamp(height, 1, whole.Height - top) };
        PixelLayout layout = whole.Layout == PixelLayout.Gray ? PixelLayout.Yuv420 : whole.Layout;
        Prepare(part with { Layout = layout, Matrix = ColorMatrix.Bt601, Range = ColorRange.Full });
        int chromaLeft = whole.Layout == PixelLayout.Yuv444 ? left : left / 2;
        int chromaTop = whole.Layout == PixelLayout.Yuv420 ? top / 2 : top;
        _ = Fill(part, (
            Cut(frame.Luma, left, top, part.Width, part.Height),
            Cut(frame.ChromaU, chromaLeft, chromaTop, part.ChromaWidth, part.ChromaHeight),
            Cut(frame.ChromaV, chromaLeft, chromaTop, part.ChromaWidth, part.ChromaHeight)));
        return Code();

        static FramePlane Cut(FramePlane plane, int left, int top, int width, int height) => plane.Data == 0
            ? plane
            : new FramePlane(plane.Data + ((nint)top * plane.Stride) + left, plane.Stride, width, height);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Close();
        _scaler.Dispose();
    }

    // Gray has no matrix, so a conversion between matrices would only cost time.
    private (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) Fill(FrameFormat format, (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) source)
    {
        (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) target = _picture!.Open();
        _scaler.Write(format.Layout == PixelLayout.Gray ? format with { Matrix = _format.Matrix } : format, source, _format, target);
        return target;
    }

    private ReadOnlySpan<byte> Code()
    {
        _picture!.Native->Pts = _count++;
        _codec!.Send(_picture.Native);
        if (!_codec.Receive())
            throw new VideoDynException(ErrorKind.Internal, "The JPEG encoder gave no picture.");

        int size = _codec.Packet->Size;
        if (_bytes.Length < size)
            _bytes = new byte[size + (size / 2)];
        new ReadOnlySpan<byte>((void*)_codec.Packet->Data, size).CopyTo(_bytes);
        return _bytes.AsSpan(0, size);
    }

    private void Prepare(FrameFormat format)
    {
        if (_codec is not null && format == _format)
            return;
        Close();
        AVCodec* encoder = AvCodec.avcodec_find_encoder_by_name("mjpeg");
        if (encoder is null)
            throw VideoDynException.Configuration($"FFmpeg {FFmpegLibrary.Version} was built without its JPEG encoder (mjpeg).");
        int pixelFormat = AvUtil.av_get_pix_fmt(format.Layout switch
        {
            PixelLayout.Yuv422 => "yuvj422p",
            PixelLayout.Yuv444 => "yuvj444p",
            _ => "yuvj420p",
        });
        string quantizer = _quantizer.ToString(CultureInfo.InvariantCulture);
        _picture = new EncoderPicture(format, pixelFormat);
        _codec = new CodecSession(encoder, "mjpeg", format, pixelFormat, new AVRational(1, 25), ("qmin", quantizer), ("qmax", quantizer), ("threads", "1"));
        _format = format;
    }

    private void Close()
    {
        _codec?.Dispose();
        _codec = null;
        _picture?.Dispose();
        _picture = null;
    }
}
