using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Muxing;

/// <summary>Writes coded packets into a new file as they are.</summary>
internal sealed unsafe class Remuxer : IDisposable
{
    private const int Padding = 64; // what FFmpeg's readers may read beyond the end

    private readonly OutputContainer _file;
    private readonly long _second;
    private long _shift;
    private long _last = AvUtil.NoTime;

    /// <summary>Creates the file and writes its header.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="section">What will be written.</param>
    /// <param name="first">The first packet: cameras that describe themselves only inside the stream do so there.</param>
    /// <exception cref="VideoDynException">The file cannot be written (kind Output).</exception>
    public Remuxer(string path, PacketSection section, AVPacket* first)
    {
        _second = Math.Max(1, section.TimeBase.Denominator / Math.Max(1, section.TimeBase.Numerator));
        _file = new OutputContainer(path, section.Extension == "mp4" ? "mp4" : "matroska", section.TimeBase);
        var options = default(NativeOptions);
        try
        {
            AVCodecParameters* parameters = NativeFields.Parameters(_file.Stream);
            _file.Require(AvCodec.avcodec_parameters_copy(parameters, section.Parameters));
            Describe(parameters, first);
            Turn(section.DisplayMatrix);
            _file.Begin(ref options);
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
        _file.Write(packet);
    }

    /// <summary>Writes the index and closes the file.</summary>
    /// <exception cref="VideoDynException">The file cannot be written to its end (kind Output).</exception>
    public void Finish() => _file.Finish();

    /// <summary>Closes the file as it is.</summary>
    public void Dispose() => _file.Dispose();

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
        byte* target = AvFormat.av_stream_new_side_data(_file.Stream, AvFormat.StreamDisplayMatrix, (nuint)displayMatrix.Length);
        if (target is not null)
            displayMatrix.CopyTo(new Span<byte>(target, displayMatrix.Length));
    }
}
