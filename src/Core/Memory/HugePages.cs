using System.Runtime.InteropServices;

namespace VideoDyn.Core.Memory;

/// <summary>
/// Native memory for maps and pictures of which a run touches a part. They are walked in strides, row by row of a block, so
/// with pages of 4 KB nearly every row would miss the address cache; on pages of 2 MB a whole map has one entry.
/// </summary>
public static unsafe partial class HugePages
{
    /// <summary>Bytes of a huge page.</summary>
    public const long Size = 2L << 20;

    // A smaller piece would waste more of its page than it fills.
    private const long Worthwhile = Size / 2;

    private const int AdviseHugePages = 14;

    /// <summary>
    /// Allocates memory, from 1 MB on in whole huge pages where the system has them. Its content is undefined; it is given
    /// back with <see cref="NativeMemory.AlignedFree"/>.
    /// </summary>
    /// <param name="bytes">Bytes, at least 1.</param>
    /// <param name="alignment">Bytes that the address is a multiple of: a power of two up to <see cref="Size"/>.</param>
    /// <exception cref="OutOfMemoryException">The system has not that much.</exception>
    public static void* Allocate(long bytes, int alignment)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bytes);
        if (bytes < Worthwhile)
            return NativeMemory.AlignedAlloc((nuint)bytes, (nuint)alignment);
        var whole = (nuint)((bytes + Size - 1) / Size * Size);
        void* memory = NativeMemory.AlignedAlloc(whole, (nuint)Size);

        // Only a hint: without huge pages everything works, a little slower.
        if (OperatingSystem.IsLinux())
            _ = Advise(memory, whole, AdviseHugePages);
        return memory;
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(void* address, nuint length, int advice);
}
