namespace VideoDyn.Media.FFmpeg;

/// <summary>Error codes of the FFmpeg libraries that the code tells apart, and their texts.</summary>
internal static unsafe class AvError
{
    /// <summary>The codec needs more input, or its output must be read first.</summary>
    public const int Again = -11;

    /// <summary>No memory.</summary>
    public const int OutOfMemory = -12;

    /// <summary>The end of the stream.</summary>
    public const int EndOfFile = -541478725;

    /// <summary>The interrupt callback broke the call off.</summary>
    public const int Exit = -1414092869;

    /// <summary>The bytes make no sense.</summary>
    public const int InvalidData = -1094995529;

    /// <summary>The library's text for a code, e.g. "No such file or directory".</summary>
    public static string Text(int code)
    {
        const int Size = 128;
        byte* buffer = stackalloc byte[Size];
        _ = AvUtil.av_strerror(code, buffer, Size);
        int length = new ReadOnlySpan<byte>(buffer, Size).IndexOf((byte)0);
        return System.Text.Encoding.UTF8.GetString(buffer, Math.Max(0, length));
    }
}
