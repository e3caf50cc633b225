using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Encoding;

/// <summary>How a video file is written.</summary>
public sealed record VideoEncoderOptions
{
    /// <summary>Path of the mp4 file; an existing file is replaced. Its folder must exist.</summary>
    public required string Path { get; init; }

    /// <summary>Width of the pictures in pixels, 2..16384. An odd width is written one pixel wider, with the last column repeated.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the pictures in pixels, 2..16384. An odd height is written one row higher, with the last row repeated.</summary>
    public required int Height { get; init; }

    /// <summary>Constant rate factor of x264, 0 (lossless) to 51 (worst); each 6 steps halve the bit rate.</summary>
    public int Crf { get; init; } = 23;

    /// <summary>Preset of x264: ultrafast, superfast, veryfast, faster, fast, medium, slow, slower, veryslow.</summary>
    public string Preset { get; init; } = "veryfast";

    /// <summary>Encoder threads, 1..64.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>
    /// Pictures between key frames, 1..1000. Each key frame completes a fragment, so this bounds what a crash can lose.
    /// </summary>
    public int KeyFrameInterval { get; init; } = 50;

    /// <summary>Matrix of the pictures, written into the stream.</summary>
    public ColorMatrix Matrix { get; init; } = ColorMatrix.Bt709;

    /// <summary>Range of the pictures, written into the stream.</summary>
    public ColorRange Range { get; init; } = ColorRange.Limited;

    /// <summary>Name of the encoder; tests name one that does not exist.</summary>
    internal string Encoder { get; init; } = "libx264";
}
