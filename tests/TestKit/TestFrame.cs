using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.TestKit;

/// <summary>A frame whose planes a test fills itself, with strides wider than the rows to catch stride mistakes.</summary>
public sealed unsafe class TestFrame : FrameLease
{
    private readonly nint _memory;

    /// <summary>Allocates the planes, filled with zero.</summary>
    /// <param name="format">Size, layout and colour.</param>
    /// <param name="padding">Extra bytes per row.</param>
    /// <param name="index">Position in the stream.</param>
    /// <param name="streamTime">Stream time.</param>
    public TestFrame(FrameFormat format, int padding = 0, long index = 0, TimeSpan streamTime = default)
    {
        Format = format;
        Index = index;
        StreamTime = streamTime;
        int lumaStride = format.Width + padding;
        int chromaStride = format.ChromaWidth + padding;
        int lumaBytes = lumaStride * format.Height;
        int chromaBytes = format.PlaneCount == 1 ? 0 : chromaStride * format.ChromaHeight;
        _memory = (nint)NativeMemory.AllocZeroed((nuint)(lumaBytes + (2 * chromaBytes)));
        Luma = new FramePlane(_memory, lumaStride, format.Width, format.Height);
        if (format.PlaneCount == 3)
        {
            ChromaU = new FramePlane(_memory + lumaBytes, chromaStride, format.ChromaWidth, format.ChromaHeight);
            ChromaV = new FramePlane(_memory + lumaBytes + chromaBytes, chromaStride, format.ChromaWidth, format.ChromaHeight);
        }

        Begin();
    }

    /// <summary>Fills every plane from a function of plane, column and row.</summary>
    /// <returns>This frame.</returns>
    public TestFrame Fill(Func<int, int, int, byte> sample)
    {
        FramePlane[] planes = Format.PlaneCount == 1 ? [Luma] : [Luma, ChromaU, ChromaV];
        for (int plane = 0; plane < planes.Length; plane++)
        {
            for (int y = 0; y < planes[plane].Height; y++)
            {
                var row = new Span<byte>((byte*)planes[plane].Data + ((nint)y * planes[plane].Stride), planes[plane].Width);
                for (int x = 0; x < row.Length; x++)
                    row[x] = sample(plane, x, y);
            }
        }

        return this;
    }

    /// <summary>Fills every plane with seeded noise.</summary>
    /// <returns>This frame.</returns>
    public TestFrame FillNoise(int seed)
    {
        var random = new Random(seed);
        return Fill((_, _, _) => (byte)random.Next(256));
    }

    /// <inheritdoc/>
    protected override void Release() => NativeMemory.Free((void*)_memory);
}
