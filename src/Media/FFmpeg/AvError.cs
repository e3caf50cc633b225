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

    /// <summary>The other side answered "unauthorized" (401).</summary>
    public const int Unauthorized = -('4' << 8 | '0' << 16 | '1' << 24 | 0xF8);

    /// <summary>The other side answered "forbidden" (403).</summary>
    public const int Forbidden = -('4' << 8 | '0' << 16 | '3' << 24 | 0xF8);

    /// <summary>The other side answered "not found" (404).</summary>
    public const int NotFound = -('4' << 8 | '0' << 16 | '4' << 24 | 0xF8);

    /// <summary>The other side answered "bad request" (400).</summary>
    public const int BadRequest = -('4' << 8 | '0' << 16 | '0' << 24 | 0xF8);

    /// <summary>The other side answered with another status of 400 to 499.</summary>
    public const int ClientError = -('4' << 8 | 'X' << 16 | 'X' << 24 | 0xF8);

    /// <summary>The other side answered with a status of 500 to 599.</summary>
    public const int ServerError = -('5' << 8 | 'X' << 16 | 'X' << 24 | 0xF8);

    /// <summary>The library was built without the protocol.</summary>
    public const int ProtocolNotFound = -('P' << 8 | 'R' << 16 | 'O' << 24 | 0xF8);

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
