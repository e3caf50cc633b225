using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Benchmarks.Tensorize;

/// <summary>The opponent: libswscale, bilinear, from YUV 4:2:0 planes to packed 8-bit RGB.</summary>
internal sealed unsafe partial class SwScale : IDisposable
{
    private const int Yuv420 = 0;
    private const int Rgb24 = 2;
    private const int Bilinear = 2;
    private readonly nint _context;
    private readonly byte* _rgb;
    private readonly int _stride;

    public SwScale(int sourceWidth, int sourceHeight, int width, int height)
    {
        Width = width;
        Height = height;
        _stride = ((width * 3) + 63) / 64 * 64;
        _rgb = (byte*)NativeMemory.AlignedAlloc((nuint)(_stride * (height + 1)), 64);
        _context = GetContext(sourceWidth, sourceHeight, Yuv420, width, height, Rgb24, Bilinear, 0, 0, 0);
        if (_context == 0)
            throw new InvalidOperationException("libswscale refused the conversion");
    }

    public int Width { get; }

    public int Height { get; }

    public ReadOnlySpan<byte> Row(int y) => new(_rgb + (y * _stride), Width * 3);

    public void Convert(FrameLease frame)
    {
        byte** source = stackalloc byte*[4] { (byte*)frame.Luma.Data, (byte*)frame.ChromaU.Data, (byte*)frame.ChromaV.Data, null };
        int* strides = stackalloc int[4] { frame.Luma.Stride, frame.ChromaU.Stride, frame.ChromaV.Stride, 0 };
        byte** target = stackalloc byte*[4] { _rgb, null, null, null };
        int* targetStrides = stackalloc int[4] { _stride, 0, 0, 0 };
        _ = Scale(_context, source, strides, 0, frame.Format.Height, target, targetStrides);
    }

    public void Dispose()
    {
        FreeContext(_context);
        NativeMemory.AlignedFree(_rgb);
    }

    [LibraryImport("libswscale.so.6", EntryPoint = "sws_getContext")]
    private static partial nint GetContext(
        int sourceWidth, int sourceHeight, int sourceFormat, int width, int height, int format, int flags,
        nint before, nint after, nint parameters);

    [LibraryImport("libswscale.so.6", EntryPoint = "sws_scale")]
    private static partial int Scale(nint context, byte** source, int* sourceStrides, int y, int rows, byte** target, int* targetStrides);

    [LibraryImport("libswscale.so.6", EntryPoint = "sws_freeContext")]
    private static partial void FreeContext(nint context);
}
