using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>One decoder: packets in, pictures out.</summary>
internal sealed unsafe class VideoDecoder : IDisposable
{
    private AVCodecContext* _context;

    /// <summary>Opens the decoder of a stream.</summary>
    /// <param name="input">Whose video stream is decoded.</param>
    /// <param name="threads">Decoder threads.</param>
    /// <exception cref="VideoDynException">There is no decoder for the codec, or it refuses the stream (kind Input).</exception>
    public VideoDecoder(IVideoInput input, int threads)
    {
        AVCodecParameters* parameters = input.Parameters;
        int id = NativeFields.CodecId(parameters);
        AVCodec* codec = AvCodec.avcodec_find_decoder(id);
        if (codec is null)
            throw VideoDynException.Input($"'{input.Location}': {Describe(id, NativeFields.CodecTag(parameters))}; FFmpeg {FFmpegLibrary.Version} has no decoder for it.");

        _context = AvCodec.avcodec_alloc_context3(codec);
        var options = default(NativeOptions);
        try
        {
            int result = AvCodec.avcodec_parameters_to_context(_context, parameters);
            if (result >= 0)
            {
                options.Set("threads", threads.ToString(CultureInfo.InvariantCulture));
                result = options.Open(_context, codec);
            }

            if (result < 0)
                throw VideoDynException.Input($"'{input.Location}': the {NativeFields.Text(AvCodec.avcodec_get_name(id))} decoder cannot be opened: {AvError.Text(result)}.");
            options.RequireAllUsed("opening the decoder");
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

    /// <summary>Sends a packet; null asks for the pictures that are still inside.</summary>
    /// <returns>0, or an error code; <see cref="AvError.Again"/> asks to receive first.</returns>
    public int Send(AVPacket* packet) => AvCodec.avcodec_send_packet(_context, packet);

    /// <summary>Receives the next picture in presentation order.</summary>
    /// <returns>0, <see cref="AvError.Again"/> when a packet is needed, <see cref="AvError.EndOfFile"/>, or an error of one packet.</returns>
    public int Receive(AVFrame* frame) => AvCodec.avcodec_receive_frame(_context, frame);

    /// <summary>Forgets everything inside, before decoding at another place.</summary>
    public void Flush() => AvCodec.avcodec_flush_buffers(_context);

    /// <inheritdoc/>
    public void Dispose()
    {
        AVCodecContext* context = _context;
        AvCodec.avcodec_free_context(&context);
        _context = null;
    }

    private static string Describe(int id, uint tag)
    {
        if (id != 0)
            return $"the video is coded as '{NativeFields.Text(AvCodec.avcodec_get_name(id))}'";
        Span<char> text = stackalloc char[4];
        for (int i = 0; i < 4; i++)
        {
            char c = (char)((tag >> (8 * i)) & 255);
            text[i] = c is >= ' ' and <= '~' ? c : '?';
        }

        return $"the video has the unknown codec tag '{text}'";
    }
}
