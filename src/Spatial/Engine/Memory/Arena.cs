using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Memory;

namespace VideoDyn.Spatial.Engine.Memory;

/// <summary>One piece of memory for all buffers, on huge pages where the system has them.</summary>
internal sealed unsafe class Arena : IBufferSource
{
    private const long Alignment = 64;

    private readonly List<nint> _blocks = [];

    /// <inheritdoc/>
    public nint[] Allocate(ReadOnlySpan<long> sizes)
    {
        var offsets = new long[sizes.Length];
        long total = 0;
        for (int i = 0; i < sizes.Length; i++)
        {
            offsets[i] = total;
            total += RoundUp(sizes[i], Alignment);
        }

        long bytes = Math.Max(total, HugePages.Size);
        void* block;
        try
        {
            block = HugePages.Allocate(bytes, (int)Alignment);
        }
        catch (OutOfMemoryException error)
        {
            throw new VideoDynException(ErrorKind.Model, $"the block engine needs {bytes >> 20} MB, which this machine does not give", error);
        }

        NativeMemory.Clear(block, (nuint)bytes);
        _blocks.Add((nint)block);
        return [.. offsets.Select(offset => (nint)block + (nint)offset)];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (nint block in _blocks)
            NativeMemory.AlignedFree((void*)block);
        _blocks.Clear();
    }

    private static long RoundUp(long value, long unit) => (value + unit - 1) / unit * unit;
}
