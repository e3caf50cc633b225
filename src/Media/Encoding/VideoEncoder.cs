using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>
/// Writes pictures into an H.264 mp4 at their own times (variable rates stay variable).
/// </summary>
/// <remarks>
/// <para>A picture is loaded, may be drawn on in place, and is submitted: <see cref="Load(FrameLease)"/>, then the planes,
/// then <see cref="Submit"/>. One thread at a time.</para>
/// <para>The file is a fragmented mp4 under its final name: valid after every key frame, whatever happens later.</para>
/// </remarks>
public sealed unsafe class VideoEncoder : IDisposable
{
    private const int UnitsPerSecond = 90_000;

    private readonly CodecSession _codec;
    private readonly FragmentedMp4Writer _writer;
    private readonly EncoderPicture _picture;
    private readonly FrameScaler _scaler = new();
    private readonly FrameFormat _format;
    private TimeSpan? _first;
    private long _last = -1;
    private bool _finished;
    private bool _disposed;

    /// <summary>Creates the file.</summary>
    /// <param name="options">Path, size and quality.</param>
    /// <exception cref="VideoDynException">
    /// The file cannot be created (kind Output), an option is out of range, or FFmpeg lacks libx264 (kind Configuration).
    /// </exception>
    public VideoEncoder(VideoEncoderOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Validate(options);
        FFmpegSelfCheck.Require();
        AVCodec* encoder = AvCodec.avcodec_find_encoder_by_name(options.Encoder);
        if (encoder is null)
        {
            throw VideoDynException.Configuration(
                $"FFmpeg {FFmpegLibrary.Version} was built without {options.Encoder}, which writing '{options.Path}' needs. Install an FFmpeg with it (Debian and Ubuntu: apt-get install ffmpeg) or do without the video output.");
        }

        _format = new FrameFormat(options.Width, options.Height, PixelLayout.Yuv420, options.Matrix, options.Range);
        // Chroma of 4:2:0 needs even sizes; the file shows the padding.
        FrameFormat coded = _format with { Width = (options.Width + 1) & ~1, Height = (options.Height + 1) & ~1 };
        var timeBase = new AVRational(1, UnitsPerSecond);
        int pixelFormat = AvUtil.av_get_pix_fmt("yuv420p");
        try
        {
            _picture = new EncoderPicture(coded, pixelFormat);
            _codec = new CodecSession(
                encoder,
                options.Encoder,
                coded,
                pixelFormat,
                timeBase,
                ("preset", options.Preset),
                ("crf", Text(options.Crf)),
                ("threads", Text(options.Threads)),
                ("g", Text(options.KeyFrameInterval)),
                ("bf", "0"), // times would shift by the reordering otherwise, because the index is written before the first picture
                ("flags", "+global_header"));
            _writer = new FragmentedMp4Writer(options.Path, _codec, timeBase);
        }
        catch
        {
            _codec?.Dispose();
            _picture?.Dispose();
            throw;
        }
    }

    /// <summary>Size, layout (4:2:0) and colour that pictures are brought into.</summary>
    public FrameFormat Format => _format;

    /// <summary>The luma plane of the loaded picture, writable in place; valid from loading to submitting.</summary>
    public FramePlane Luma { get; private set; }

    /// <summary>The Cb plane of the loaded picture, writable in place; valid from loading to submitting.</summary>
    public FramePlane ChromaU { get; private set; }

    /// <summary>The Cr plane of the loaded picture, writable in place; valid from loading to submitting.</summary>
    public FramePlane ChromaV { get; private set; }

    /// <summary>Loads a frame of any size, layout and colour, scaled to <see cref="Format"/> where it differs.</summary>
    /// <param name="frame">The frame; not kept.</param>
    public void Load(FrameLease frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        Load(frame.Format, frame.Luma, frame.ChromaU, frame.ChromaV);
    }

    /// <summary>Loads 4:2:0 planes of exactly <see cref="Format"/>.</summary>
    /// <param name="luma">Luma.</param>
    /// <param name="chromaU">Cb.</param>
    /// <param name="chromaV">Cr.</param>
    /// <exception cref="ArgumentException">A plane has another size.</exception>
    public void Load(FramePlane luma, FramePlane chromaU, FramePlane chromaV)
    {
        if ((luma.Width, luma.Height) != (_format.Width, _format.Height)
            || (chromaU.Width, chromaU.Height) != (_format.ChromaWidth, _format.ChromaHeight)
            || (chromaV.Width, chromaV.Height) != (_format.ChromaWidth, _format.ChromaHeight))
        {
            throw new ArgumentException($"The planes do not make a 4:2:0 picture of {_format.Width} x {_format.Height}.", nameof(luma));
        }

        Load(_format, luma, chromaU, chromaV);
    }

    /// <summary>Encodes the loaded picture.</summary>
    /// <param name="time">
    /// Stream time. The first picture's becomes the beginning of the file; a time that does not grow is moved 1/90000 s on.
    /// </param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public void Submit(TimeSpan time)
    {
        ObjectDisposedException.ThrowIf(_disposed || _finished, this);
        _first ??= time;
        long units = (long)Math.Round((time - _first.Value).TotalSeconds * UnitsPerSecond);
        _last = Math.Max(units, _last + 1);
        PadToEven();
        _picture.Native->Pts = _last;
        _picture.Native->PictureType = 0; // the encoder chooses
        _codec.Send(_picture.Native);
        WritePackets();
    }

    /// <summary>Loads and encodes one 4:2:0 picture.</summary>
    /// <param name="luma">Luma.</param>
    /// <param name="chromaU">Cb.</param>
    /// <param name="chromaV">Cr.</param>
    /// <param name="time">As for <see cref="Submit"/>.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public void Write(FramePlane luma, FramePlane chromaU, FramePlane chromaV, TimeSpan time)
    {
        Load(luma, chromaU, chromaV);
        Submit(time);
    }

    /// <summary>Writes the pictures still inside the encoder and closes the file.</summary>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Finish()
    {
        if (_finished || _disposed)
            return;
        _finished = true;
        _codec.Send(null);
        WritePackets();
        _writer.Finish();
    }

    /// <summary>Finishes the file unless that has happened or failed, and frees the encoder.</summary>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Dispose()
    {
        if (_disposed)
            return;
        try
        {
            Finish();
        }
        finally
        {
            _disposed = true;
            _writer.Dispose();
            _codec.Dispose();
            _picture.Dispose();
            _scaler.Dispose();
        }
    }

    private static void Validate(VideoEncoderOptions options)
    {
        var faults = new List<string>();
        Check("width", options.Width, 2, 16384);
        Check("height", options.Height, 2, 16384);
        Check("crf", options.Crf, 0, 51);
        Check("threads", options.Threads, 1, 64);
        Check("key frame interval", options.KeyFrameInterval, 1, 1000);
        if (faults.Count > 0)
            throw VideoDynException.Configuration($"Video output '{options.Path}': {string.Join("; ", faults)}.");

        void Check(string name, int value, int least, int most)
        {
            if (value < least || value > most)
                faults.Add(string.Create(CultureInfo.InvariantCulture, $"{name} is {value}, expected {least} to {most}"));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void Load(FrameFormat from, FramePlane luma, FramePlane chromaU, FramePlane chromaV)
    {
        ObjectDisposedException.ThrowIf(_disposed || _finished, this);
        (FramePlane toLuma, FramePlane toU, FramePlane toV) = _picture.Open();
        Luma = toLuma with { Width = _format.Width, Height = _format.Height };
        ChromaU = toU with { Width = _format.ChromaWidth, Height = _format.ChromaHeight };
        ChromaV = toV with { Width = _format.ChromaWidth, Height = _format.ChromaHeight };
        _scaler.Write(from, (luma, chromaU, chromaV), _format, (Luma, ChromaU, ChromaV));
    }

    private void PadToEven()
    {
        byte* data = (byte*)Luma.Data;
        nint stride = Luma.Stride;
        if ((_format.Width & 1) != 0)
        {
            for (int y = 0; y < _format.Height; y++)
                data[(y * stride) + _format.Width] = data[(y * stride) + _format.Width - 1];
        }

        if ((_format.Height & 1) != 0)
            Buffer.MemoryCopy(data + ((_format.Height - 1) * stride), data + (_format.Height * stride), stride, (_format.Width + 1) & ~1);
    }

    private void WritePackets()
    {
        try
        {
            while (_codec.Receive())
                _writer.Write(_codec.Packet);
        }
        catch
        {
            _finished = true; // nothing more can be written; disposing only frees
            throw;
        }
    }
}
