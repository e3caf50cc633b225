using VideoDyn.Core.Plans;

namespace VideoDyn.Core.Tests.Plans;

public sealed class BlockMovesTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-2, 0)]
    [InlineData(0, 1)]
    [InlineData(0, -2)]
    [InlineData(2, -1)]
    [InlineData(-1, 1)]
    [InlineData(4, 0)]
    [InlineData(0, 3)]
    [InlineData(-9, 7)]
    public void Move_AnyWay_PutsEachValueWhereItBelongs(int across, int down)
    {
        const int columns = 4, rows = 3;
        int[] before = [.. Enumerable.Range(1, columns * rows)], moved = [.. before];

        BlockMoves.Move(moved, columns, across, down, -1);

        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                (int fromRow, int fromColumn) = (row - down, column - across);
                int expected = fromRow is >= 0 and < rows && fromColumn is >= 0 and < columns ? before[(fromRow * columns) + fromColumn] : -1;
                Assert.Equal(expected, moved[(row * columns) + column]);
            }
        }
    }

    [Fact]
    public void Move_WithoutColumns_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => BlockMoves.Move([1, 2], 0, 1, 0, 0));
}
