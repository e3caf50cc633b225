namespace VideoDyn.Core.Sources;

/// <summary>What a source knows about its stream before the first picture.</summary>
public sealed record SourceInfo
{
    /// <summary>Name for people and for the <c>camera</c> field of events: the file name without folder, or the camera's name.</summary>
    public required string Name { get; init; }

    /// <summary>Where it comes from, with secrets removed.</summary>
    public required string Location { get; init; }

    /// <summary>Name of the container or protocol as FFmpeg calls it, e.g. <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public string Container { get; init; } = "";

    /// <summary>Name of the codec as FFmpeg calls it, e.g. <c>h264</c>.</summary>
    public string Codec { get; init; } = "";

    /// <summary>Width as shown, in pixels; 0 when unknown before the first picture.</summary>
    public int Width { get; init; }

    /// <summary>Height as shown, in pixels; 0 when unknown before the first picture.</summary>
    public int Height { get; init; }

    /// <summary>Clockwise rotation that the source applies to the coded picture: 0, 90, 180 or 270 degrees.</summary>
    public int Rotation { get; init; }

    /// <summary>Average frames per second of stream time; 0 when unknown.</summary>
    public double FrameRate { get; init; }

    /// <summary>Length of the stream; null when unknown (pipes, live sources).</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Pixel format of the coded stream as FFmpeg calls it, e.g. <c>yuv420p</c>.</summary>
    public string PixelFormat { get; init; } = "";

    /// <summary>Whether frames keep coming whatever the reader does (cameras), so that slow readers lose frames.</summary>
    public bool IsLive { get; init; }
}
