using VideoDyn.Core.Errors;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Options for an open call. What the call does not know is left in here.</summary>
internal unsafe ref struct NativeOptions
{
    private AVDictionary* _dictionary;

    /// <summary>Adds an option.</summary>
    public void Set(string key, string value)
    {
        AVDictionary* dictionary = _dictionary;
        int result = AvUtil.av_dict_set(&dictionary, key, value, 0);
        _dictionary = dictionary;
        if (result < 0)
            throw new InsufficientMemoryException($"FFmpeg option '{key}' could not be set: {AvError.Text(result)}");
    }

    /// <summary>Runs the open call of a codec.</summary>
    public int Open(AVCodecContext* context, AVCodec* codec)
    {
        AVDictionary* dictionary = _dictionary;
        int result = AvCodec.avcodec_open2(context, codec, &dictionary);
        _dictionary = dictionary;
        return result;
    }

    /// <summary>Runs the open call of a demuxer.</summary>
    public int Open(AVFormatContext** context, string url, AVInputFormat* format)
    {
        AVDictionary* dictionary = _dictionary;
        int result = AvFormat.avformat_open_input(context, url, format, &dictionary);
        _dictionary = dictionary;
        return result;
    }

    /// <summary>Runs the header call of a muxer.</summary>
    public int WriteHeader(AVFormatContext* context)
    {
        AVDictionary* dictionary = _dictionary;
        int result = AvFormat.avformat_write_header(context, &dictionary);
        _dictionary = dictionary;
        return result;
    }

    /// <summary>Fails when the open call that succeeded left an option over: a spelling mistake or a changed library.</summary>
    public readonly void RequireAllUsed(string what)
    {
        int left = AvUtil.av_dict_count(_dictionary);
        if (left > 0)
            throw new VideoDynException(ErrorKind.Internal, $"{what}: FFmpeg {FFmpegLibrary.Version} did not know {left} of the options.");
    }

    /// <summary>Frees the options.</summary>
    public void Dispose()
    {
        AVDictionary* dictionary = _dictionary;
        AvUtil.av_dict_free(&dictionary);
        _dictionary = null;
    }
}
