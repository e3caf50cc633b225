using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

/// <summary>Functions of libswscale.</summary>
internal static unsafe partial class SwScale
{
    private const string Library = FFmpegLibrary.Scale;

    /// <summary>Bicubic resampling of chroma where its grid changes.</summary>
    public const int Bicubic = 4;

    /// <summary>Interpolate chroma of the input at full horizontal resolution.</summary>
    public const int FullChromaInput = 0x4000;

    /// <summary>Compute chroma of the output at full horizontal resolution.</summary>
    public const int FullChromaOutput = 0x2000;

    /// <summary>Round exactly instead of fast.</summary>
    public const int AccurateRounding = 0x40000;

    [LibraryImport(Library)]
    public static partial uint swscale_version();

    [LibraryImport(Library)]
    public static partial SwsContext* sws_getContext(
        int sourceWidth,
        int sourceHeight,
        int sourceFormat,
        int targetWidth,
        int targetHeight,
        int targetFormat,
        int flags,
        void* sourceFilter,
        void* targetFilter,
        double* parameters);

    [LibraryImport(Library)]
    public static partial int* sws_getCoefficients(int colorSpace);

    [LibraryImport(Library)]
    public static partial int sws_setColorspaceDetails(
        SwsContext* context,
        int* sourceTable,
        int sourceFullRange,
        int* targetTable,
        int targetFullRange,
        int brightness,
        int contrast,
        int saturation);

    [LibraryImport(Library)]
    public static partial int sws_scale(
        SwsContext* context,
        byte** source,
        int* sourceStride,
        int firstRow,
        int rows,
        byte** target,
        int* targetStride);

    [LibraryImport(Library)]
    public static partial void sws_freeContext(SwsContext* context);
}
