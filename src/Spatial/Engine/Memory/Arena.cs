using System.Runtime.InteropServices;
using VideoDyn.Core.Errors;

namespace VideoDyn.Spatial.Engine.Memory;

/// <summary>
/// One piece of memory for all buffers, on huge pages where the system has them: maps are walked in strides, so with small
/// pages every other access would miss the address cache.
/// </summary>
internal sealed unsafe partial class Arena : IBufferSource
{
    private const long HugePage = 2L << 20;
    private const long Alignment = 64;
    private const int AdviseHugePages = 14;

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

        long bytes = Math.Max(RoundUp(total, HugePage), HugePage);
        void* block;
        try
        {
            block = NativeMemory.AlignedAlloc((nuint)bytes, (nuint)HugePage);
        }
        catch (OutOfMemoryException error)
        {
            throw new VideoDynException(ErrorKind.Model, $"the block engine needs {bytes >> 20} MB, which this machine does not give", error);
        }

        // Only a hint: without huge pages everything works, a little slower.
        if (OperatingSystem.IsLinux())
            _ = Advise(block, (nuint)bytes, AdviseHugePages);
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

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
