using System.Globalization;

namespace VideoDyn.Media.FFmpeg;

/// <summary>What the self-check read, line by line, and what it should have read.</summary>
internal sealed unsafe class SelfCheckFacts
{
    // Made once with the ffprobe and ffmpeg commands from the embedded clip.
    private static readonly string[] s_stream =
    [
        "container matroska,webm", "codec vp8", "size 49x37", "pixels yuv420p", "range known", "matrix known",
        "time base 1/1000", "rate 8", "start 0", "duration 1000000",
    ];

    private static readonly string[] s_content =
    [
        "packet 0 1128 key 125", "frame 0 49x37 key 125 1 5",
        "packet 125 654 - 125", "frame 125 49x37 - 125 1 5",
        "packet 375 579 - 125", "frame 375 49x37 - 125 1 5",
        "packet 500 521 - 125", "frame 500 49x37 - 125 1 5",
        "packet 750 1497 key 125", "frame 750 49x37 key 125 1 5",
        "packet 875 501 - 125", "frame 875 49x37 - 125 1 5",
        "pixels 64e5911ad06e8f47",
    ];

    private readonly List<string> _stream = [];
    private readonly List<string> _content = [];
    private ulong _pixels = 14695981039346656037;

    /// <summary>Reads the stream's own description.</summary>
    public void AddStream(AVFormatContext* format, AVStream* stream, AVCodecParameters* parameters)
    {
        AVRational timeBase = NativeFields.TimeBase(stream);
        _stream.Add("container " + NativeFields.InputFormatName(format));
        _stream.Add("codec " + NativeFields.Text(AvCodec.avcodec_get_name(NativeFields.CodecId(parameters))));
        Add(_stream, $"size {NativeFields.Width(parameters)}x{NativeFields.Height(parameters)}");
        _stream.Add("pixels " + NativeFields.Text(AvUtil.av_get_pix_fmt_name(NativeFields.PixelFormat(parameters))));
        // Whether a demuxer already knows what only pictures tell differs between releases: unspecified or right.
        Add(_stream, $"range {(NativeFields.ColorRange(parameters) is 0 or 1 ? "known" : "wrong")}");
        Add(_stream, $"matrix {(NativeFields.ColorSpace(parameters) is 2 or 5 ? "known" : "wrong")}");
        Add(_stream, $"time base {timeBase.Numerator}/{timeBase.Denominator}");
        Add(_stream, $"rate {NativeFields.FrameRate(stream).Value:0.###}");
        Add(_stream, $"start {NativeFields.StartTime(stream)}");
        Add(_stream, $"duration {NativeFields.Duration(format)}");
    }

    /// <summary>Reads a packet.</summary>
    public void AddPacket(AVPacket* packet) =>
        Add(_content, $"packet {packet->Pts} {packet->Size} {(packet->IsKey ? "key" : "-")} {packet->Duration}");

    /// <summary>Reads a picture and its pixels.</summary>
    public void AddFrame(AVFrame* frame)
    {
        Add(_content, $"frame {NativeFields.BestEffortTime(frame)} {frame->Width}x{frame->Height} {(frame->KeyFrame != 0 ? "key" : "-")} {NativeFields.Duration(frame)} {NativeFields.ColorRange(frame)} {NativeFields.ColorSpace(frame)}");
        if (frame->Width != 49 || frame->Height != 37)
            return; // reported by the comparison; the planes are not touched
        for (int plane = 0; plane < 3; plane++)
        {
            int width = plane == 0 ? 49 : 25;
            int height = plane == 0 ? 37 : 19;
            for (int y = 0; y < height; y++)
            {
                foreach (byte sample in new ReadOnlySpan<byte>((byte*)frame->Data[plane] + ((nint)y * frame->Stride[plane]), width))
                    _pixels = (_pixels ^ sample) * 1099511628211; // FNV-1a
            }
        }
    }

    /// <summary>The first difference, for people; null when there is none.</summary>
    /// <param name="streamOnly">Whether only the stream's description was read yet.</param>
    public string? Compare(bool streamOnly = false)
    {
        if (Difference(_stream, s_stream) is { } fault || streamOnly)
            return Difference(_stream, s_stream);
        Add(_content, $"pixels {_pixels:x16}");
        return Difference(_content, s_content);
    }

    private static string? Difference(List<string> read, string[] expected)
    {
        for (int i = 0; i < Math.Max(read.Count, expected.Length); i++)
        {
            string found = i < read.Count ? read[i] : "nothing";
            string wanted = i < expected.Length ? expected[i] : "nothing";
            if (found != wanted)
                return $"read '{found}', expected '{wanted}'";
        }

        return null;
    }

    private static void Add(List<string> lines, FormattableString line) => lines.Add(line.ToString(CultureInfo.InvariantCulture));
}
