using VideoDyn.Core.Errors;
using VideoDyn.Media.FFmpeg;

namespace VideoDyn.Media.Decoding;

/// <summary>Tells addresses from paths, and why a path cannot be read.</summary>
internal static class InputPath
{
    /// <summary>Whether the input names a protocol, such as <c>rtsp://</c>.</summary>
    public static bool IsAddress(string input) => input.Contains("://", StringComparison.Ordinal);

    /// <summary>Refuses what FFmpeg would report less clearly.</summary>
    /// <exception cref="VideoDynException">The path is a folder, or nothing is there.</exception>
    public static void Check(string path)
    {
        if (path.Length == 0)
            throw VideoDynException.Input("The input path is empty; expected a video file, a pattern, an address or '-'.");
        if (Directory.Exists(path))
        {
            throw VideoDynException.Input(
                $"'{path}' is a folder; expected a video file, or a pattern such as '{Path.Join(path, "%04d.png")}' for an image sequence.");
        }

        if (!File.Exists(path))
            throw VideoDynException.Input($"'{path}' does not exist.");
    }

    /// <summary>Refuses a file without a byte.</summary>
    /// <exception cref="VideoDynException">The file is empty.</exception>
    public static void CheckNotEmpty(string path)
    {
        if (new FileInfo(path).Length == 0)
            throw VideoDynException.Input($"'{path}' is empty (0 bytes).");
    }

    /// <summary>One line that says why FFmpeg could not open an input.</summary>
    /// <param name="input">The input as given.</param>
    /// <param name="location">The input without secrets.</param>
    /// <param name="isPipe">Whether it is read as a pipe.</param>
    /// <param name="code">FFmpeg's error code.</param>
    public static string WhyNot(string input, string location, bool isPipe, int code)
    {
        if (code == AvError.EndOfFile)
            return $"'{location}' ends before its first frame: an empty recording, or one that was cut off.";
        if (code != AvError.InvalidData)
            return $"'{location}' cannot be opened: {AvError.Text(code)}.";
        if (isPipe)
        {
            return $"'{location}' holds no video that can be read from a pipe; an mp4 with its index at the end needs a real file, MPEG-TS, Matroska and fragmented mp4 do not.";
        }

        return !IsAddress(input) && LooksLikeMp4(input)
            ? WithoutIndex(location)
            : $"'{location}' is not a video that FFmpeg {FFmpegLibrary.Version} can read: {AvError.Text(code)}.";
    }

    /// <summary>One line that says why an opened container has no video.</summary>
    /// <param name="location">The input without secrets.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="others">Codecs of the streams that it has, if any.</param>
    public static string WhyNoVideo(string location, string container, string others) => (others, container) switch
    {
        ("", "mov,mp4,m4a,3gp,3g2,mj2") => $"'{location}' is an mp4 without a track: an empty recording, or one that was cut off before its index (moov) was written.",
        ("none", "mov,mp4,m4a,3gp,3g2,mj2") => $"'{location}' is an mp4 with a damaged index (moov): the recording was cut off.",
        ("", _) => $"'{location}' ({container}) holds no stream at all.",
        _ => $"'{location}' ({container}) holds no video stream, only {others}.",
    };

    private static string WithoutIndex(string location) =>
        $"'{location}' is an mp4 without its index (moov): the recording was cut off or is damaged.";

    private static bool LooksLikeMp4(string path)
    {
        if (!File.Exists(path))
            return false;
        Span<byte> head = stackalloc byte[8];
        using FileStream stream = File.OpenRead(path);
        return stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) == head.Length && head[4..].SequenceEqual("ftyp"u8);
    }
}
