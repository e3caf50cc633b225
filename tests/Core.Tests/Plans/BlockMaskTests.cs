using VideoDyn.Core.Plans;

namespace VideoDyn.Core.Tests.Plans;

public class BlockMaskTests
{
    [Theory]
    [InlineData(416, 416, 32, 13, 13)]
    [InlineData(257, 257, 32, 9, 9)]
    [InlineData(1, 1, 32, 1, 1)]
    [InlineData(3000, 20, 16, 188, 2)]
    public void ForInput_OfAnySize_CoversEveryPixel(int width, int height, int block, int columns, int rows)
    {
        BlockMask mask = BlockMask.ForInput(width, height, block);
        Assert.Equal((columns, rows), (mask.Columns, mask.Rows));
    }

    [Theory]
    [InlineData(13)]
    [InlineData(64)]
    [InlineData(130)]
    public void Fill_OfAllBlocks_CountsEachOnceAndSetsNoSpareBit(int columns)
    {
        var mask = new BlockMask(columns, 3);
        mask.Fill(true);
        Assert.Equal(mask.Length, mask.Count);
        Assert.Equal(1, mask.Share);
        mask[1, columns - 1] = false;
        Assert.Equal(mask.Length - 1, mask.Count);
        Assert.False(mask[1, columns - 1]);
        Assert.True(mask[2, columns - 1]);
        mask.Fill(false);
        Assert.Equal(0, mask.Count);
    }

    [Fact]
    public void UnionWith_AnotherMask_KeepsBoth()
    {
        var a = new BlockMask(70, 2);
        var b = new BlockMask(70, 2);
        a[0, 1] = true;
        b[1, 69] = true;
        a.UnionWith(b);
        Assert.True(a[0, 1] && a[1, 69]);
        Assert.Equal(2, a.Count);
        b.CopyFrom(a);
        Assert.Equal(2, b.Count);
    }

    [Fact]
    public void UnionWith_AMaskOfAnotherSize_NamesBothSizes()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new BlockMask(3, 4).UnionWith(new BlockMask(4, 3)));
        Assert.Contains("4 x 3", error.Message, StringComparison.Ordinal);
        Assert.Contains("3 x 4", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(0, -1)]
    [InlineData(4, 0)]
    [InlineData(0, 3)]
    public void Indexer_OutsideTheMask_Throws(int row, int column) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new BlockMask(3, 4)[row, column]);
}
