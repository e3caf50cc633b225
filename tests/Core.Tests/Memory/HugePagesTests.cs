using System.Runtime.InteropServices;
using VideoDyn.Core.Memory;

namespace VideoDyn.Core.Tests.Memory;

public unsafe class HugePagesTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(100_000, 256)]
    [InlineData((1 << 20) - 1, 64)]
    public void Allocate_LittleMemory_IsAlignedAsAsked(long bytes, int alignment)
    {
        void* memory = HugePages.Allocate(bytes, alignment);
        try
        {
            Assert.Equal(0, (nint)memory % alignment);
            new Span<byte>(memory, (int)bytes).Fill(7);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Theory]
    [InlineData(1 << 20)]
    [InlineData((2 << 20) + 1)]
    public void Allocate_AMapOfMegabytes_BeginsOnAHugePageAndFillsItsLast(int bytes)
    {
        void* memory = HugePages.Allocate(bytes, 64);
        try
        {
            Assert.Equal(0, (nint)memory % HugePages.Size);
            new Span<byte>(memory, (int)((bytes + HugePages.Size - 1) / HugePages.Size * HugePages.Size)).Fill(7);
        }
        finally
        {
            NativeMemory.AlignedFree(memory);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Allocate_NoBytes_Throws(long bytes) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Allocate(bytes));

    private static nint Allocate(long bytes) => (nint)HugePages.Allocate(bytes, 64);
}
