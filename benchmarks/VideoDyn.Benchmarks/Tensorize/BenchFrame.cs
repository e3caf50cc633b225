using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Benchmarks.Tensorize;

/// <summary>A smooth 4:2:0 picture with some texture, in planes aligned as a decoder's are.</summary>
internal sealed unsafe class BenchFrame : FrameLease
{
    private readonly byte* _memory;

    public BenchFrame(int width, int height)
    {
        Format = new FrameFormat(width, height, PixelLayout.Yuv420, ColorMatrix.Bt601, ColorRange.Limited);
        int lumaStride = Align(width);
        int chromaStride = Align(Format.ChromaWidth);
        int lumaBytes = lumaStride * height;
        int chromaBytes = chromaStride * Format.ChromaHeight;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(lumaBytes + (2 * chromaBytes)), 64);
        Luma = Plane(0, lumaStride, width, height, 16, 219);
        ChromaU = Plane(lumaBytes, chromaStride, Format.ChromaWidth, Format.ChromaHeight, 90, 80);
        ChromaV = Plane(lumaBytes + chromaBytes, chromaStride, Format.ChromaWidth, Format.ChromaHeight, 150, -60);
        Begin();
    }

    protected override void Release() => NativeMemory.AlignedFree(_memory);

    private static int Align(int length) => (length + 63) / 64 * 64;

    private FramePlane Plane(int offset, int stride, int width, int height, int low, int range)
    {
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double wave = Math.Sin(x * 9.0 / width) * Math.Cos(y * 7.0 / height);
                _memory[offset + (y * stride) + x] = (byte)(low + (range * (0.5 + (0.45 * wave))) + ((x ^ y) & 3));
            }
        }

        return new FramePlane((nint)(_memory + offset), stride, width, height);
    }
}
