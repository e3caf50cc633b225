using System.Diagnostics;
using VideoDyn.Core.Errors;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Live;

/// <summary>One connection and its video stream, delivering coded packets. Every call has a deadline.</summary>
internal sealed unsafe class LiveDemuxer : IVideoInput, IDisposable
{
    private const int NonBlocking = 4; // AVFMT_FLAG_NONBLOCK

    // FFmpeg's own socket timeout should come first, since its error says more.
    private static readonly TimeSpan s_grace = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan s_poll = TimeSpan.FromMilliseconds(2);

    private readonly CameraAddress _address;
    private readonly LiveOptions _options;
    private readonly NativeInterrupt _interrupt = new();
    private AVFormatContext* _format;
    private AVPacket* _packet;
    private int _streamIndex;
    private bool _disposed;

    private LiveDemuxer(CameraAddress address, LiveOptions options)
    {
        _address = address;
        _options = options;
    }

    /// <inheritdoc/>
    public string Location => _address.Location;

    /// <inheritdoc/>
    public string Container => NativeFields.InputFormatName(_format);

    /// <inheritdoc/>
    public AVFormatContext* Format => _format;

    /// <inheritdoc/>
    public AVStream* Stream { get; private set; }

    /// <inheritdoc/>
    public AVCodecParameters* Parameters => NativeFields.Parameters(Stream);

    /// <summary>The packet that the last successful <see cref="Read"/> filled.</summary>
    public AVPacket* Packet => _packet;

    /// <summary>Whether the last read was broken off by its deadline.</summary>
    public bool IsExpired => _interrupt.IsExpired;

    /// <summary>Connects and chooses the video stream.</summary>
    public static LiveDemuxer Open(CameraAddress address, LiveOptions options, CancellationToken cancellationToken)
    {
        var demuxer = new LiveDemuxer(address, options);
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            demuxer._interrupt.Bind(cancellationToken);
            demuxer._interrupt.Allow(options.OpenTimeout);
            demuxer.Connect(cancellationToken);
            demuxer.ChooseStream(cancellationToken);
            demuxer._packet = AvCodec.av_packet_alloc();
            return demuxer;
        }
        catch
        {
            demuxer.Dispose();
            throw;
        }
    }

    /// <summary>Reads the next packet of the video stream; the last one becomes invalid.</summary>
    /// <returns>0, or an error code of FFmpeg.</returns>
    public int Read(CancellationToken cancellationToken)
    {
        _interrupt.Bind(cancellationToken);
        _interrupt.Allow(_options.ReadTimeout + s_grace);
        long from = Stopwatch.GetTimestamp();
        while (true)
        {
            AvCodec.av_packet_unref(_packet);
            int result = AvFormat.av_read_frame(_format, _packet);
            if (result >= 0 && _packet->StreamIndex == _streamIndex)
                return result;
            if (result < 0 && result != AvError.Again)
                return result;
            // Other streams and empty devices must not keep the deadline from being seen.
            if (cancellationToken.IsCancellationRequested || Stopwatch.GetElapsedTime(from) > _options.ReadTimeout)
                return AvError.Exit;
            if (result == AvError.Again)
                _ = cancellationToken.WaitHandle.WaitOne(s_poll); // capture devices are asked, since a blocked one cannot be broken off
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        AVPacket* packet = _packet;
        AvCodec.av_packet_free(&packet);
        _packet = null;
        AVFormatContext* format = _format;
        _interrupt.Allow(s_grace); // saying goodbye to a dead camera must not take long
        AvFormat.avformat_close_input(&format);
        _format = null;
        _interrupt.Dispose();
    }

    private void Connect(CancellationToken cancellationToken)
    {
        AVInputFormat* container = _address.Protocol switch
        {
            CameraProtocol.Rtsp => AvFormat.av_find_input_format("rtsp"),
            CameraProtocol.V4l2 => Devices(),
            _ => null,
        };
        var options = default(NativeOptions);
        long from = Stopwatch.GetTimestamp();
        try
        {
            ProtocolOptions.Set(ref options, _address, _options);
            AVFormatContext* format = AvFormat.avformat_alloc_context();
            NativeFields.SetInterrupt(format, NativeInterrupt.Callback, _interrupt.Flag);
            if (_address.Protocol == CameraProtocol.V4l2)
                NativeFields.AddFormatFlags(format, NonBlocking);
            int result = options.Open(&format, _address.Reveal(), container); // frees the context when it fails
            _format = format;
            cancellationToken.ThrowIfCancellationRequested();
            if (result < 0)
                throw NotOpened(result, from);
        }
        finally
        {
            options.Dispose();
        }
    }

    // RTSP describes its streams beforehand, and motion JPEG has only one: examining packets would cost half a second and
    // leave a backlog. Elsewhere the codec may be known only from packets.
    private void ChooseStream(CancellationToken cancellationToken)
    {
        int best = AvFormat.av_find_best_stream(_format, AvFormat.Video, -1, -1, null, 0);
        bool isDescribed = best >= 0 && _address.Protocol != CameraProtocol.Http
            ? NativeFields.CodecId(NativeFields.Parameters(NativeFields.Stream(_format, best))) != 0
            : best >= 0 && Container is "mpjpeg";
        if (!isDescribed && _address.Protocol != CameraProtocol.Rtsp)
        {
            long from = Stopwatch.GetTimestamp();
            int result = AvFormat.avformat_find_stream_info(_format, null);
            cancellationToken.ThrowIfCancellationRequested();
            if (result < 0 || IsExpired)
                throw NotOpened(IsExpired ? AvError.Exit : result, from);
            best = AvFormat.av_find_best_stream(_format, AvFormat.Video, -1, -1, null, 0);
        }

        if (best < 0)
            throw OutageText.Make(_address, OutageReason.NoVideo, $"the stream ({Container}) holds no video");
        _streamIndex = best;
        Stream = NativeFields.Stream(_format, best);
    }

    private CameraOutageException NotOpened(int result, long from)
    {
        TimeSpan timeout = _options.OpenTimeout < _options.ReadTimeout ? _options.OpenTimeout : _options.ReadTimeout;
        return OutageText.NotOpened(_address, result, Stopwatch.GetElapsedTime(from), timeout);
    }

    private static AVInputFormat* Devices()
    {
        if (!FFmpegLibrary.HasDevices)
            throw VideoDynException.Configuration("Capture devices need FFmpeg's libavdevice, which is not installed. On Debian and Ubuntu: apt-get install ffmpeg");
        AvDevice.avdevice_register_all();
        AVInputFormat* format = AvFormat.av_find_input_format("video4linux2");
        if (format is null)
            format = AvFormat.av_find_input_format("v4l2");
        return format is not null ? format : throw VideoDynException.Configuration($"FFmpeg {FFmpegLibrary.Version} was built without Video4Linux2.");
    }
}
