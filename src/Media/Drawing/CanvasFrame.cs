using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Drawing;

/// <summary>
/// A pooled copy of a frame that may be drawn on: 4:2:0, limited range, even width and height, so that any encoder
/// takes it. The last holder's disposal returns it to its <see cref="FrameCopier"/>.
/// </summary>
public sealed unsafe class CanvasFrame : FrameLease
{
    private const int Alignment = 64;
    private readonly FrameCopier _owner;
    private byte* _memory;

    internal CanvasFrame(FrameCopier owner) => _owner = owner;

    /// <summary>The picture, to draw on while the lease is held.</summary>
    public FrameCanvas Canvas { get; private set; } = null!;

    /// <summary>Starts a new life for a picture like <paramref name="source"/>; memory is kept where it fits.</summary>
    internal void Begin(FrameLease source)
    {
        Index = source.Index;
        StreamTime = source.StreamTime;
        Duration = source.Duration;
        IsKeyFrame = source.IsKeyFrame;
        FrameFormat from = source.Format;
        var format = new FrameFormat((from.Width + 1) & ~1, (from.Height + 1) & ~1, PixelLayout.Yuv420, from.Matrix, ColorRange.Limited);
        if (Canvas is null || format != Format)
            Allocate(format);
        Begin();
    }

    /// <summary>Frees the pixels for good.</summary>
    internal void Free()
    {
        NativeMemory.AlignedFree(_memory);
        _memory = null;
    }

    /// <inheritdoc/>
    protected override void Release() => _owner.Return(this);

    private void Allocate(FrameFormat format)
    {
        Free();
        int lumaStride = (format.Width + Alignment - 1) & -Alignment;
        int chromaStride = (format.ChromaWidth + Alignment - 1) & -Alignment;
        nint lumaBytes = (nint)lumaStride * format.Height;
        nint chromaBytes = (nint)chromaStride * format.ChromaHeight;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)(lumaBytes + (2 * chromaBytes)), Alignment);
        nint start = (nint)_memory;
        Format = format;
        Luma = new FramePlane(start, lumaStride, format.Width, format.Height);
        ChromaU = new FramePlane(start + lumaBytes, chromaStride, format.ChromaWidth, format.ChromaHeight);
        ChromaV = ChromaU with { Data = ChromaU.Data + chromaBytes };
        Canvas = new FrameCanvas(Writable(Luma), Writable(ChromaU), Writable(ChromaV), format.Matrix, format.Range);
    }

    private static CanvasPlane Writable(in FramePlane plane) => new(plane.Data, plane.Stride, plane.Width, plane.Height);
}
