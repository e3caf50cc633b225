using System.Globalization;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Encoding;

/// <summary>One open encoder: pictures in, packets out.</summary>
internal sealed unsafe class CodecSession : IDisposable
{
    private readonly string _name;
    private AVCodecContext* _context;
    private AVPacket* _packet = AvCodec.av_packet_alloc();

    /// <summary>Opens an encoder.</summary>
    /// <param name="codec">The encoder.</param>
    /// <param name="name">Its name, for messages.</param>
    /// <param name="format">Size and colour of the pictures.</param>
    /// <param name="pixelFormat">FFmpeg's pixel format.</param>
    /// <param name="timeBase">Unit of picture times.</param>
    /// <param name="settings">Further options by FFmpeg's names.</param>
    /// <exception cref="VideoDynException">The encoder refuses the settings (kind Configuration).</exception>
    public CodecSession(AVCodec* codec, string name, FrameFormat format, int pixelFormat, AVRational timeBase, params ReadOnlySpan<(string Key, string Value)> settings)
    {
        _name = name;
        _context = AvCodec.avcodec_alloc_context3(codec);
        var options = default(NativeOptions);
        try
        {
            Require(AvUtil.av_opt_set_image_size(_context, "video_size", format.Width, format.Height, 0));
            Require(AvUtil.av_opt_set_pixel_fmt(_context, "pixel_format", pixelFormat, 0));
            Require(AvUtil.av_opt_set_q(_context, "time_base", timeBase, 0));
            options.Set("color_range", format.Range == ColorRange.Full ? "pc" : "tv");
            options.Set("colorspace", format.Matrix switch { ColorMatrix.Bt709 => "bt709", ColorMatrix.Bt2020 => "bt2020nc", _ => "smpte170m" });
            foreach ((string key, string value) in settings)
                options.Set(key, value);
            int result = options.Open(_context, codec);
            if (result < 0)
            {
                string given = string.Join(", ", settings.ToArray().Select(setting => $"{setting.Key}={setting.Value}"));
                throw VideoDynException.Configuration(string.Create(
                    CultureInfo.InvariantCulture,
                    $"The {name} encoder refuses {format.Width} x {format.Height} with {given}: {AvError.Text(result)}."));
            }

            options.RequireAllUsed($"opening the {name} encoder");
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

    /// <summary>The packet that the last successful <see cref="Receive"/> filled.</summary>
    public AVPacket* Packet => _packet;

    /// <summary>Writes what a muxer needs to know.</summary>
    public void Describe(AVCodecParameters* parameters) => Require(AvCodec.avcodec_parameters_from_context(parameters, _context));

    /// <summary>Sends a picture; null ends the stream.</summary>
    public void Send(AVFrame* frame) => Require(AvCodec.avcodec_send_frame(_context, frame));

    /// <summary>Receives the next packet; false when the encoder needs more pictures or is at its end.</summary>
    public bool Receive()
    {
        int result = AvCodec.avcodec_receive_packet(_context, _packet);
        if (result is AvError.Again or AvError.EndOfFile)
            return false;
        Require(result);
        return true;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AVPacket* packet = _packet;
        AvCodec.av_packet_free(&packet);
        _packet = null;
        AVCodecContext* context = _context;
        AvCodec.avcodec_free_context(&context);
        _context = null;
    }

    private void Require(int result)
    {
        if (result < 0)
            throw new VideoDynException(ErrorKind.Internal, $"The {_name} encoder failed: {AvError.Text(result)}.");
    }
}
