using System.Runtime.CompilerServices;

namespace VideoDyn.Media.Pixels;

/// <summary>Zeroed memory that never moves and starts on a cache line, so that full vectors do not straddle two lines.</summary>
/// <typeparam name="T">Element type.</typeparam>
internal sealed unsafe class AlignedBuffer<T>
    where T : unmanaged
{
    private const int CacheLine = 64;
    private readonly byte[] _memory;

    /// <summary>Allocates <paramref name="length"/> elements.</summary>
    public AlignedBuffer(int length)
    {
        Length = length;
        _memory = GC.AllocateArray<byte>(checked((length * sizeof(T)) + CacheLine), pinned: true);
        nint start = (nint)Unsafe.AsPointer(ref _memory[0]);
        Pointer = (T*)((start + CacheLine - 1) & -CacheLine);
    }

    /// <summary>The first element; valid as long as this object is reachable.</summary>
    public T* Pointer { get; }

    /// <summary>Elements.</summary>
    public int Length { get; }

    /// <summary>All elements.</summary>
    public Span<T> Span => new(Pointer, Length);
}
