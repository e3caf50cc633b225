using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>
/// Writes one video stream into a fragmented mp4. The index comes first and every fragment is complete in itself, so
/// that the file is playable at any moment, also after a crash or on a full disk; it therefore carries its final name
/// from the beginning.
/// </summary>
internal sealed unsafe class FragmentedMp4Writer : IDisposable
{
    private readonly string _path;
    private readonly AVRational _timeBase;
    private AVFormatContext* _format;
    private AVStream* _stream;
    private bool _isOpen;

    /// <summary>Creates the file and writes its header.</summary>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public FragmentedMp4Writer(string path, CodecSession codec, AVRational timeBase)
    {
        _path = path;
        _timeBase = timeBase;
        var options = default(NativeOptions);
        try
        {
            AVFormatContext* format = null;
            Require(AvFormat.avformat_alloc_output_context2(&format, null, "mp4", path));
            _format = format;
            _stream = AvFormat.avformat_new_stream(format, null);
            codec.Describe(NativeFields.Parameters(_stream));
            NativeFields.SetTimeBase(_stream, timeBase);
            Require(AvFormat.avio_open(NativeFields.Io(format), "file:" + path, AvFormat.Write));
            NativeFields.AddFormatFlags(format, AvFormat.FlushPackets);
            options.Set("movflags", "+frag_keyframe+empty_moov+default_base_moof");
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
        packet->StreamIndex = 0;
        AvCodec.av_packet_rescale_ts(packet, _timeBase, NativeFields.TimeBase(_stream));
        Require(AvFormat.av_interleaved_write_frame(_format, packet));
    }

    /// <summary>Writes the last fragment and closes the file.</summary>
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

    /// <summary>Closes the file as it is; what was flushed stays playable.</summary>
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

    private void Require(int result)
    {
        if (result >= 0)
            return;
        _isOpen = false; // a trailer after a failed write would only fail again
        throw VideoDynException.Output($"'{_path}' cannot be written: {AvError.Text(result)}.");
    }
}
