using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Probing;

/// <summary>What a video file is, from its headers and from a scan of its packets (nothing is decoded).</summary>
public sealed record MediaProbeResult
{
    /// <summary>Path or address, without secrets.</summary>
    public required string Location { get; init; }

    /// <summary>Name of the container as FFmpeg calls it.</summary>
    public required string Container { get; init; }

    /// <summary>Name of the codec as FFmpeg calls it, e.g. <c>h264</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>Profile of the codec, e.g. <c>High</c>; empty when unknown.</summary>
    public string Profile { get; init; } = "";

    /// <summary>Width as shown, in pixels.</summary>
    public int Width { get; init; }

    /// <summary>Height as shown, in pixels.</summary>
    public int Height { get; init; }

    /// <summary>Clockwise rotation from coded to shown: 0, 90, 180 or 270 degrees.</summary>
    public int Rotation { get; init; }

    /// <summary>Pixel format as FFmpeg calls it, e.g. <c>yuv420p</c>.</summary>
    public string PixelFormat { get; init; } = "";

    /// <summary>Code value range.</summary>
    public ColorRange Range { get; init; }

    /// <summary>Whether the stream does not say its range, so that <see cref="Range"/> is the default.</summary>
    public bool RangeIsAssumed { get; init; }

    /// <summary>YUV matrix.</summary>
    public ColorMatrix Matrix { get; init; }

    /// <summary>Whether the stream does not say its matrix, so that <see cref="Matrix"/> is the default.</summary>
    public bool MatrixIsAssumed { get; init; }

    /// <summary>Average frames per second by the headers; 0 when they do not say.</summary>
    public double DeclaredRate { get; init; }

    /// <summary>Average frames per second by the packets' own times; 0 when they have none.</summary>
    public double ScannedRate { get; init; }

    /// <summary>Whether the distances between pictures differ by more than the rounding of their times.</summary>
    public bool IsVariableRate { get; init; }

    /// <summary>Length by the headers, else by the packets; null when neither says.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Packets of the video stream.</summary>
    public long Packets { get; init; }

    /// <summary>Packets at which decoding can begin.</summary>
    public long KeyFrames { get; init; }

    /// <summary>Seconds of stream per key frame; 0 when unknown.</summary>
    public double MeanKeyFrameInterval { get; init; }

    /// <summary>Seconds of the longest stretch from a key frame to the next one or to the end; 0 when unknown.</summary>
    public double MaxKeyFrameInterval { get; init; }

    /// <summary>Bits per second of the video packets; 0 when unknown.</summary>
    public double BitRate { get; init; }
}
