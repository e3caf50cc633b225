using System.Runtime.InteropServices;
using VideoDyn.Spatial.Engine.Memory;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>
/// Memory whose every buffer lies between two pages that nobody may touch, flush with the one behind it or with the one
/// before it: a kernel that reads or writes one register too far ends the process.
/// </summary>
internal sealed unsafe partial class GuardedMemory(bool flushWithEnd) : IBufferSource
{
    private const int Page = 4096;
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly List<(nint Address, nint Length)> _mappings = [];

    public nint[] Allocate(ReadOnlySpan<long> sizes)
    {
        var addresses = new nint[sizes.Length];
        for (int i = 0; i < sizes.Length; i++)
        {
            long bytes = (Math.Max(sizes[i], 1) + 63) / 64 * 64, pages = (bytes + Page - 1) / Page;
            nint length = (nint)((pages + 2) * Page);
            nint mapping = Map(0, length, ReadWrite, PrivateAnonymous, -1, 0);
            Assert.True(mapping > 0, "no memory for guarded buffers");
            _mappings.Add((mapping, length));
            Assert.Equal(0, Protect(mapping, Page, 0));
            Assert.Equal(0, Protect(mapping + length - Page, Page, 0));
            addresses[i] = flushWithEnd ? mapping + length - Page - (nint)bytes : mapping + Page;
        }

        return addresses;
    }

    public void Dispose()
    {
        foreach ((nint address, nint length) in _mappings)
            _ = Unmap(address, length);
        _mappings.Clear();
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint Map(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int Protect(nint address, nint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nint length);
}
