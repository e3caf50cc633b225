using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>An opened input and its best video stream, delivering coded packets.</summary>
internal sealed unsafe class Demuxer : IVideoInput, IDisposable
{
    private readonly string _input;
    private readonly double _imageRate;
    private readonly NativeInterrupt _interrupt;
    private PipeInput? _pipe;
    private AVFormatContext* _format;
    private AVPacket* _packet;
    private bool _disposed;

    private Demuxer(string input, double imageRate, NativeInterrupt interrupt)
    {
        _input = input;
        _imageRate = imageRate;
        Location = input == "-" ? "standard input" : Redaction.Redact(input);
        _interrupt = interrupt;
    }

    /// <summary>Where the bytes come from, without secrets.</summary>
    public string Location { get; }

    /// <summary>Container name as FFmpeg calls it.</summary>
    public string Container => NativeFields.InputFormatName(_format);

    /// <summary>The chosen video stream.</summary>
    public AVStream* Stream { get; private set; }

    /// <summary>How the video stream is coded.</summary>
    public AVCodecParameters* Parameters => NativeFields.Parameters(Stream);

    /// <summary>The demuxer itself.</summary>
    public AVFormatContext* Format => _format;

    /// <summary>The message for a stream that holds nothing.</summary>
    public string WithoutFrames => $"'{Location}' ({Container}) holds a video stream without a single frame.";

    /// <summary>Index of the chosen stream.</summary>
    public int StreamIndex { get; private set; }

    /// <summary>The packet that the last successful <see cref="Read"/> filled.</summary>
    public AVPacket* Packet => _packet;

    /// <summary>Opens an input and chooses its best video stream.</summary>
    /// <exception cref="VideoDynException">It cannot be read, or holds no video (kind Input).</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static Demuxer Open(string input, double imageRate, CancellationToken cancellationToken)
    {
        var interrupt = new NativeInterrupt();
        var demuxer = new Demuxer(input, imageRate, interrupt);
        try
        {
            interrupt.Bind(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
            demuxer.OpenInput(cancellationToken);
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

    /// <summary>Lets this token break off blocked calls from now on.</summary>
    public void Bind(CancellationToken cancellationToken) => _interrupt.Bind(cancellationToken);

    /// <summary>Reads the next packet of the video stream; the last one becomes invalid.</summary>
    /// <returns>0, or an error code of FFmpeg.</returns>
    public int Read()
    {
        while (true)
        {
            AvCodec.av_packet_unref(_packet);
            int result = AvFormat.av_read_frame(_format, _packet);
            if (result < 0 || _packet->StreamIndex == StreamIndex)
                return result;
        }
    }

    /// <summary>Whether the input can be read again from another place.</summary>
    public bool CanSeek => _pipe is null;

    /// <summary>Begins again at the front, by opening anew: not every container can be positioned there exactly.</summary>
    /// <exception cref="VideoDynException">It cannot be opened again (kind Input).</exception>
    public void Restart(CancellationToken cancellationToken)
    {
        AVFormatContext* format = _format;
        AvFormat.avformat_close_input(&format);
        _format = null;
        Stream = null;
        OpenInput(cancellationToken);
        ChooseStream(cancellationToken);
    }

    /// <summary>Moves to the key frame at or before a time.</summary>
    /// <param name="timestamp">Time in units of the stream's time base.</param>
    /// <returns>Whether the input could be positioned.</returns>
    public bool Seek(long timestamp) => CanSeek && AvFormat.av_seek_frame(_format, StreamIndex, timestamp, AvFormat.SeekBackward) >= 0;

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
        AvFormat.avformat_close_input(&format);
        _format = null;
        _pipe?.Dispose();
        _interrupt.Dispose();
    }

    private void OpenInput(CancellationToken cancellationToken)
    {
        string input = _input;
        bool isSequence = input != "-" && !InputPath.IsAddress(input) && ImageSequence.IsPattern(input);
        string url = input;
        AVInputFormat* container = null;
        var options = default(NativeOptions);
        try
        {
            if (input == "-")
            {
                _pipe = PipeInput.StandardInput(_interrupt.Flag);
            }
            else if (isSequence)
            {
                container = AvFormat.av_find_input_format("image2");
                options.Set("start_number", ImageSequence.FirstNumber(input).ToString(CultureInfo.InvariantCulture));
                options.Set("framerate", _imageRate.ToString("R", CultureInfo.InvariantCulture));
            }
            else if (!InputPath.IsAddress(input))
            {
                InputPath.Check(input);
                _pipe = PipeInput.OpenIfPipe(input, _interrupt.Flag);
                if (_pipe is null)
                    InputPath.CheckNotEmpty(input);
                url = "file:" + input; // a colon in the name must not look like a protocol
            }

            AVFormatContext* format = AvFormat.avformat_alloc_context();
            NativeFields.SetInterrupt(format, NativeInterrupt.Callback, _interrupt.Flag);
            if (_pipe is not null)
                *NativeFields.Io(format) = _pipe.Io;
            int result = options.Open(&format, url, container); // frees the context when it fails
            _format = format;
            cancellationToken.ThrowIfCancellationRequested();
            if (result < 0)
                throw VideoDynException.Input(InputPath.WhyNot(input, Location, _pipe is not null, result));
        }
        finally
        {
            options.Dispose();
        }

        // The text-screen demuxer takes any file that ends in .txt and "plays" it.
        if (Container == "tty")
            throw VideoDynException.Input($"'{Location}' is a text file, not a video.");
    }

    private void ChooseStream(CancellationToken cancellationToken)
    {
        int result = AvFormat.avformat_find_stream_info(_format, null);
        cancellationToken.ThrowIfCancellationRequested();
        int best = AvFormat.av_find_best_stream(_format, AvFormat.Video, -1, -1, null, 0);
        if (best < 0)
            throw VideoDynException.Input(InputPath.WhyNoVideo(Location, Container, OtherStreams()));
        if (result == AvError.EndOfFile)
            throw VideoDynException.Input(WithoutFrames);
        if (result < 0)
            throw VideoDynException.Input($"'{Location}' ({Container}) cannot be analysed: {AvError.Text(result)}.");
        StreamIndex = best;
        Stream = NativeFields.Stream(_format, best);
    }

    private string OtherStreams()
    {
        int count = NativeFields.StreamCount(_format);
        if (count == 0)
            return "";
        var names = new List<string>(count);
        for (int i = 0; i < count; i++)
            names.Add(NativeFields.Text(AvCodec.avcodec_get_name(NativeFields.CodecId(NativeFields.Parameters(NativeFields.Stream(_format, i))))));
        return string.Join(", ", names);
    }
}
