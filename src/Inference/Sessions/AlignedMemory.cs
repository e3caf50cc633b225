using System.Runtime.InteropServices;
using VideoDyn.Core.Memory;

namespace VideoDyn.Inference.Sessions;

/// <summary>
/// Native memory that starts on a cache line, so that vector stores of the pixel kernels never straddle two lines and
/// the garbage collector never moves what ONNX Runtime reads.
/// </summary>
internal sealed unsafe class AlignedMemory : IDisposable
{
    /// <summary>Alignment in bytes: one cache line, one 512-bit register.</summary>
    public const int Alignment = 64;

    private void* _data;

    /// <summary>Allocates zeroed memory.</summary>
    /// <param name="byteLength">Bytes, at least 0.</param>
    public AlignedMemory(long byteLength)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(byteLength);
        ByteLength = byteLength;
        // One spare line keeps empty tensors addressable and lets kernels read a full register at the very end.
        long capacity = checked(byteLength + Alignment);
        _data = HugePages.Allocate(capacity, Alignment);
        NativeMemory.Clear(_data, (nuint)capacity);
    }

    /// <summary>Gives the memory back when nobody disposed of it.</summary>
    ~AlignedMemory() => Free();

    /// <summary>Bytes that were asked for.</summary>
    public long ByteLength { get; }

    /// <summary>Address of the first byte.</summary>
    /// <exception cref="ObjectDisposedException">The memory is already given back.</exception>
    public nint Address
    {
        get
        {
            ObjectDisposedException.ThrowIf(_data is null, this);
            return (nint)_data;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
