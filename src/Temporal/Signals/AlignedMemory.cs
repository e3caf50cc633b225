using System.Runtime.InteropServices;
using VideoDyn.Core.Memory;

namespace VideoDyn.Temporal.Signals;

/// <summary>Native memory that starts on a cache line, kept until more is needed; its content is undefined.</summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>Bytes of a cache line.</summary>
    public const int Line = 64;

    /// <summary>Frees what was not disposed.</summary>
    ~AlignedMemory() => Free();

    /// <summary>The first byte; null before the first <see cref="Require"/>.</summary>
    public byte* Pointer { get; private set; }

    /// <summary>Bytes held.</summary>
    public long Bytes { get; private set; }

    /// <summary>Bytes of a row of a plane whose rows each start on a cache line.</summary>
    public static int StrideOf(int width) => (width + Line - 1) / Line * Line;

    /// <summary>Makes sure that at least so many bytes are there.</summary>
    public void Require(long bytes)
    {
        if (bytes <= Bytes)
            return;
        Free();
        Pointer = (byte*)HugePages.Allocate(bytes, Line);
        Bytes = bytes;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(Pointer);
        Pointer = null;
        Bytes = 0;
    }
}
