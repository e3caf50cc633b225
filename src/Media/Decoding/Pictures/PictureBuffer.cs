using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Decoding.Pictures;

/// <summary>Native memory for one picture that is not read where the decoder put it; grows when needed, never shrinks.</summary>
internal sealed unsafe class PictureBuffer : IDisposable
{
    // libswscale writes whole vectors, so rows are padded to this and so is the end of the memory.
    private const int Alignment = 64;

    private byte* _memory;
    private nuint _capacity;

    /// <summary>Lays out planes of a format.</summary>
    public (FramePlane Luma, FramePlane ChromaU, FramePlane ChromaV) Arrange(FrameFormat format)
    {
        int lumaStride = Align(format.Width);
        int chromaStride = Align(format.ChromaWidth);
        nuint lumaBytes = (nuint)lumaStride * (nuint)format.Height;
        nuint chromaBytes = format.PlaneCount == 1 ? 0 : (nuint)chromaStride * (nuint)format.ChromaHeight;
        Reserve(lumaBytes + (2 * chromaBytes) + Alignment);

        var luma = new FramePlane((nint)_memory, lumaStride, format.Width, format.Height);
        if (format.PlaneCount == 1)
            return (luma, default, default);
        var u = new FramePlane((nint)(_memory + lumaBytes), chromaStride, format.ChromaWidth, format.ChromaHeight);
        var v = new FramePlane((nint)(_memory + lumaBytes + chromaBytes), chromaStride, format.ChromaWidth, format.ChromaHeight);
        return (luma, u, v);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
        _capacity = 0;
    }

    private void Reserve(nuint bytes)
    {
        if (bytes <= _capacity)
            return;
        Dispose();
        _memory = (byte*)NativeMemory.AlignedAlloc(bytes, Alignment);
        _capacity = bytes;
    }

    private static int Align(int bytes) => checked(bytes + Alignment - 1) & ~(Alignment - 1);
}
