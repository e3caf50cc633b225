using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>A new file of one video stream, written packet by packet.</summary>
internal sealed unsafe class OutputContainer : IDisposable
{
    private readonly string _path;
    private readonly AVRational _timeBase;
    private bool _isOpen;

    /// <summary>Prepares the file; nothing is written yet. The caller describes <see cref="Stream"/> and then calls <see cref="Begin"/>.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="container">FFmpeg's name of the container, e.g. <c>mp4</c>.</param>
    /// <param name="timeBase">Unit of the packets' times.</param>
    /// <exception cref="VideoDynException">There is no such container, or no memory (kind Output).</exception>
    public OutputContainer(string path, string container, AVRational timeBase)
    {
        _path = path;
        _timeBase = timeBase;
        AVFormatContext* format = null;
        Require(AvFormat.avformat_alloc_output_context2(&format, null, container, path));
        Format = format;
        Stream = AvFormat.avformat_new_stream(format, null);
        NativeFields.SetTimeBase(Stream, timeBase);
    }

    /// <summary>The container; null when it is closed.</summary>
    public AVFormatContext* Format { get; private set; }

    /// <summary>Its only stream.</summary>
    public AVStream* Stream { get; private set; }

    /// <summary>Creates the file and writes its header.</summary>
    /// <param name="options">Options of the container.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public void Begin(ref NativeOptions options)
    {
        Require(AvFormat.avio_open(NativeFields.Io(Format), "file:" + _path, AvFormat.Write));
        Require(options.WriteHeader(Format));
        _isOpen = true;
    }

    /// <summary>Writes a packet and takes its content.</summary>
    /// <exception cref="VideoDynException">The file cannot be written on (kind Output).</exception>
    public void Write(AVPacket* packet)
    {
        packet->StreamIndex = 0;
        AvCodec.av_packet_rescale_ts(packet, _timeBase, NativeFields.TimeBase(Stream));
        Require(AvFormat.av_interleaved_write_frame(Format, packet));
    }

    /// <summary>Writes what the container wants at its end, and closes the file.</summary>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Finish()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        int trailer = AvFormat.av_write_trailer(Format);
        int closed = AvFormat.avio_closep(NativeFields.Io(Format));
        Require(trailer < 0 ? trailer : closed);
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        if (Format is null)
            return;
        _ = AvFormat.avio_closep(NativeFields.Io(Format));
        AvFormat.avformat_free_context(Format);
        Format = null;
        Stream = null;
        _isOpen = false;
    }

    /// <summary>Throws when a call of FFmpeg failed.</summary>
    /// <exception cref="VideoDynException">It did (kind Output).</exception>
    public void Require(int result)
    {
        if (result >= 0)
            return;
        _isOpen = false; // a trailer after a failed write would only fail again
        throw VideoDynException.Output($"'{_path}' cannot be written: {AvError.Text(result)}.");
    }
}
