using System.Runtime.InteropServices;

namespace VideoDyn.Media.FFmpeg;

// Structures that are only ever seen through a pointer. Their fields are read by NativeFields, at the offsets of the
// generation that was loaded.
#pragma warning disable CA1812, CS0649 // never created or assigned by managed code

/// <summary>A demuxer or muxer.</summary>
internal readonly struct AVFormatContext;

/// <summary>What a demuxer is.</summary>
internal readonly struct AVInputFormat;

/// <summary>One stream of a file.</summary>
internal readonly struct AVStream;

/// <summary>How a stream is coded.</summary>
internal readonly struct AVCodecParameters;

/// <summary>A decoder or encoder instance.</summary>
internal readonly struct AVCodecContext;

/// <summary>What a decoder or encoder is.</summary>
internal readonly struct AVCodec;

/// <summary>A byte stream.</summary>
internal readonly struct AVIOContext;

/// <summary>Key-value options.</summary>
internal readonly struct AVDictionary;

/// <summary>A scaler and converter.</summary>
internal readonly struct SwsContext;

/// <summary>A ratio, as used for time bases and rates.</summary>
internal readonly struct AVRational(int numerator, int denominator)
{
    /// <summary>Numerator.</summary>
    public readonly int Numerator = numerator;

    /// <summary>Denominator; 0 when unknown.</summary>
    public readonly int Denominator = denominator;

    /// <summary>The value; 0 when unknown.</summary>
    public double Value => Denominator == 0 ? 0 : (double)Numerator / Denominator;
}

/// <summary>A coded packet. This part of the structure is the same in every supported generation.</summary>
[StructLayout(LayoutKind.Explicit)]
internal struct AVPacket
{
    /// <summary>Presentation time in units of the stream's time base.</summary>
    [FieldOffset(8)] public long Pts;

    /// <summary>Decoding time in units of the stream's time base.</summary>
    [FieldOffset(16)] public long Dts;

    /// <summary>The bytes.</summary>
    [FieldOffset(24)] public nint Data;

    /// <summary>How many bytes.</summary>
    [FieldOffset(32)] public int Size;

    /// <summary>Which stream.</summary>
    [FieldOffset(36)] public int StreamIndex;

    /// <summary>Bit 0: key frame; bit 1: damaged.</summary>
    [FieldOffset(40)] public int Flags;

    /// <summary>Duration in units of the stream's time base; 0 when unknown.</summary>
    [FieldOffset(64)] public long Duration;

    /// <summary>Whether decoding can begin here.</summary>
    public readonly bool IsKey => (Flags & 1) != 0;
}

/// <summary>A decoded picture. This part of the structure is the same in every supported generation.</summary>
[StructLayout(LayoutKind.Explicit)]
internal unsafe struct AVFrame
{
    /// <summary>Addresses of the planes.</summary>
    [FieldOffset(0)] public fixed ulong Data[8];

    /// <summary>Bytes from one row to the next, by plane.</summary>
    [FieldOffset(64)] public fixed int Stride[8];

    /// <summary>Pixels in a row.</summary>
    [FieldOffset(104)] public int Width;

    /// <summary>Rows.</summary>
    [FieldOffset(108)] public int Height;

    /// <summary>Pixel format.</summary>
    [FieldOffset(116)] public int Format;

    /// <summary>Not 0 for a picture that needs no other.</summary>
    [FieldOffset(120)] public int KeyFrame;

    /// <summary>Picture type; 0 lets an encoder choose.</summary>
    [FieldOffset(124)] public int PictureType;

    /// <summary>Presentation time.</summary>
    [FieldOffset(136)] public long Pts;
}

/// <summary>What a pixel format is made of.</summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly struct AVPixFmtDescriptor
{
    /// <summary>Components, 1 to 4.</summary>
    [FieldOffset(8)] public readonly byte Components;

    /// <summary>Chroma columns are luma columns shifted right by this.</summary>
    [FieldOffset(9)] public readonly byte ChromaShiftX;

    /// <summary>Chroma rows are luma rows shifted right by this.</summary>
    [FieldOffset(10)] public readonly byte ChromaShiftY;

    /// <summary>See <see cref="PaletteFlag"/> and its neighbours.</summary>
    [FieldOffset(16)] public readonly ulong Flags;

    /// <summary>Samples index a palette of RGB colours.</summary>
    public const ulong PaletteFlag = 1 << 1;

    /// <summary>Pixels are in a device's memory.</summary>
    public const ulong DeviceFlag = 1 << 3;

    /// <summary>Components are red, green and blue.</summary>
    public const ulong RgbFlag = 1 << 5;
}

/// <summary>Data that travels beside a picture.</summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly struct AVFrameSideData
{
    /// <summary>Address of the bytes.</summary>
    [FieldOffset(8)] public readonly nint Data;

    /// <summary>How many bytes.</summary>
    [FieldOffset(16)] public readonly nuint Size;
}

/// <summary>What a codec is, whoever implements it.</summary>
[StructLayout(LayoutKind.Explicit)]
internal readonly unsafe struct AVCodecDescriptor
{
    /// <summary>Short name.</summary>
    [FieldOffset(8)] public readonly byte* Name;

    /// <summary>Bit 0: every picture stands alone.</summary>
    [FieldOffset(24)] public readonly int Properties;
}
