using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>Writes coded packets into a new file as they are.</summary>
internal sealed unsafe class Remuxer : IDisposable
{
    private const int Padding = 64; // what FFmpeg's readers may read beyond the end

    private readonly string _path;
    private readonly AVRational _timeBase;
    private readonly long _second;
    private AVFormatContext* _format;
    private AVStream* _stream;
    private long _shift;
    private long _last = AvUtil.NoTime;
    private bool _isOpen;

    /// <summary>Creates the file and writes its header.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="section">What will be written.</param>
    /// <param name="first">The first packet: cameras that describe themselves only inside the stream do so there.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public Remuxer(string path, PacketSection section, AVPacket* first)
    {
        _path = path;
        _timeBase = section.TimeBase;
        _second = Math.Max(1, section.TimeBase.Denominator / Math.Max(1, section.TimeBase.Numerator));
        var options = default(NativeOptions);
        try
        {
            AVFormatContext* format = null;
            Require(AvFormat.avformat_alloc_output_context2(&format, null, section.Extension == "mp4" ? "mp4" : "matroska", path));
            _format = format;
            _stream = AvFormat.avformat_new_stream(format, null);
            AVCodecParameters* parameters = NativeFields.Parameters(_stream);
            Require(AvCodec.avcodec_parameters_copy(parameters, section.Parameters));
            Describe(parameters, first);
            Turn(section.DisplayMatrix);
            NativeFields.SetTimeBase(_stream, _timeBase);
            Require(AvFormat.avio_open(NativeFields.Io(format), "file:" + path, AvFormat.Write));
            Require(options.WriteHeader(format));
            _isOpen = true;
        }
        catch
        {
            Dispose();
            throw;
        }
        finally
        {
            options.Dispose();
        }
    }

    /// <summary>Writes a packet and takes its content.</summary>
    /// <exception cref="VideoDynException">The file cannot be written on (kind Output).</exception>
    public void Write(AVPacket* packet)
    {
        Place(packet);
        packet->StreamIndex = 0;
        AvCodec.av_packet_rescale_ts(packet, _timeBase, NativeFields.TimeBase(_stream));
        Require(AvFormat.av_interleaved_write_frame(_format, packet));
    }

    /// <summary>Writes the index and closes the file.</summary>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Finish()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        int trailer = AvFormat.av_write_trailer(_format);
        int closed = AvFormat.avio_closep(NativeFields.Io(_format));
        Require(trailer < 0 ? trailer : closed);
    }

    /// <summary>Closes the file as it is.</summary>
    public void Dispose()
    {
        if (_format is null)
            return;
        _ = AvFormat.avio_closep(NativeFields.Io(_format));
        AvFormat.avformat_free_context(_format);
        _format = null;
        _stream = null;
        _isOpen = false;
    }

    // A file begins at 0 and its decoding times rise, whatever the camera's clock does.
    private void Place(AVPacket* packet)
    {
        long dts = packet->Dts != AvUtil.NoTime ? packet->Dts : packet->Pts;
        if (dts == AvUtil.NoTime)
            dts = _last == AvUtil.NoTime ? 0 : _last - _shift + 1;
        if (_last == AvUtil.NoTime)
            _shift = -dts;
        else if (_last - (dts + _shift) > _second)
            _shift = _last + Math.Max(1, packet->Duration) - dts;
        long placed = _last == AvUtil.NoTime ? 0 : Math.Max(dts + _shift, _last + 1);
        packet->Pts = packet->Pts == AvUtil.NoTime ? placed : Math.Max(packet->Pts + _shift, placed);
        packet->Dts = _last = placed;
    }

    // The muxers pick parameter sets out of a key frame, but refuse to begin without any.
    private static void Describe(AVCodecParameters* parameters, AVPacket* first)
    {
        if (*NativeFields.ExtraSize(parameters) > 0)
            return;
        string codec = NativeFields.Text(AvCodec.avcodec_get_name(NativeFields.CodecId(parameters)));
        if (codec is not ("h264" or "hevc"))
            return;
        var copy = (byte*)AvUtil.av_malloc((nuint)(first->Size + Padding));
        if (copy is null)
            throw new InsufficientMemoryException("No memory to describe a clip.");
        Buffer.MemoryCopy((byte*)first->Data, copy, first->Size, first->Size);
        new Span<byte>(copy + first->Size, Padding).Clear();
        *NativeFields.ExtraData(parameters) = copy;
        *NativeFields.ExtraSize(parameters) = first->Size;
    }

    private void Turn(byte[] displayMatrix)
    {
        if (displayMatrix.Length == 0)
            return;
        byte* target = AvFormat.av_stream_new_side_data(_stream, AvFormat.StreamDisplayMatrix, (nuint)displayMatrix.Length);
        if (target is not null)
            displayMatrix.CopyTo(new Span<byte>(target, displayMatrix.Length));
    }

    private void Require(int result)
    {
        if (result >= 0)
            return;
        _isOpen = false; // a trailer after a failed write would only fail again
        throw VideoDynException.Output($"'{_path}' cannot be written: {AvError.Text(result)}.");
    }
}
