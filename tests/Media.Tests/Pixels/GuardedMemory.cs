using System.Runtime.InteropServices;
using VideoDyn.Core.Frames;

namespace VideoDyn.Media.Tests.Pixels;

/// <summary>Where in its pages a block of <see cref="GuardedMemory"/> lies.</summary>
internal enum GuardSide
{
    /// <summary>The byte before the block is unmapped.</summary>
    Before,

    /// <summary>The byte after the block is unmapped.</summary>
    After,
}

/// <summary>Memory between two pages without access: a read or write past it ends the process at once.</summary>
internal sealed unsafe partial class GuardedMemory : IDisposable
{
    private const int None = 0;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;
    private readonly nint _mapping;
    private readonly nuint _mapped;

    public GuardedMemory(int length, GuardSide side)
    {
        Length = length;
        int page = Environment.SystemPageSize;
        int inner = (length + page - 1) / page * page;
        _mapped = (nuint)(inner + (2 * page));
        _mapping = Map(0, _mapped, None, PrivateAnonymous, -1, 0);
        if (_mapping == -1 || Protect(_mapping + page, (nuint)inner, ReadWrite) != 0)
            throw new InvalidOperationException("guard pages could not be mapped");
        Data = side == GuardSide.Before ? _mapping + page : _mapping + page + inner - length;
    }

    public nint Data { get; }

    public int Length { get; }

    public Span<byte> Span => new((void*)Data, Length);

    public void Dispose() => _ = Unmap(_mapping, _mapped);

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}

/// <summary>A frame whose planes lie in guarded memory of exactly their size; rows may run upwards.</summary>
internal sealed class GuardedFrame : FrameLease
{
    private readonly GuardedMemory[] _planes;

    public GuardedFrame(FrameFormat format, GuardSide side, bool upwards, int seed)
    {
        Format = format;
        var random = new Random(seed);
        _planes = new GuardedMemory[format.PlaneCount];
        Luma = Plane(0, format.Width, format.Height);
        if (format.PlaneCount == 3)
        {
            ChromaU = Plane(1, format.ChromaWidth, format.ChromaHeight);
            ChromaV = Plane(2, format.ChromaWidth, format.ChromaHeight);
        }

        Begin();

        FramePlane Plane(int number, int width, int height)
        {
            _planes[number] = new GuardedMemory(width * height, side);
            random.NextBytes(_planes[number].Span);
            nint start = _planes[number].Data;
            return upwards
                ? new FramePlane(start + ((height - 1) * width), -width, width, height)
                : new FramePlane(start, width, width, height);
        }
    }

    protected override void Release()
    {
        foreach (GuardedMemory plane in _planes)
            plane.Dispose();
    }
}
