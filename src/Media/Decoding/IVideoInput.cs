using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>An opened input and its video stream, as decoders and descriptions see it.</summary>
internal unsafe interface IVideoInput
{
    /// <summary>Where the bytes come from, without secrets.</summary>
    string Location { get; }

    /// <summary>Container name as FFmpeg calls it.</summary>
    string Container { get; }

    /// <summary>The demuxer itself.</summary>
    AVFormatContext* Format { get; }

    /// <summary>The chosen video stream.</summary>
    AVStream* Stream { get; }

    /// <summary>How the video stream is coded.</summary>
    AVCodecParameters* Parameters { get; }
}
