using VideoDyn.Evaluation.Matching;

namespace VideoDyn.Evaluation.Tests.Matching;

public class LinearAssignmentTests
{
    [Fact]
    public void Solve_KnownMatrix_FindsTheCheapest()
    {
        var columns = new int[3];

        double total = new LinearAssignment().Solve([4, 1, 3, 2, 0, 5, 3, 2, 2], 3, 3, columns);

        Assert.Equal(5, total);
        Assert.Equal([1, 0, 2], columns);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(6, 6)]
    [InlineData(7, 4)]
    public void Solve_RandomCosts_EqualsBruteForce(int rows, int columns)
    {
        var random = new Random(rows * 31 + columns);
        var solver = new LinearAssignment();
        for (int round = 0; round < 200; round++)
        {
            // Few distinct values make many ties; the rest has negative and fractional costs.
            double[] cost = [.. Enumerable.Range(0, rows * columns).Select(_ => round % 2 == 0 ? random.Next(4) : (random.NextDouble() * 20) - 10)];
            var assigned = new int[rows];

            double total = solver.Solve(cost, rows, columns, assigned);

            Assert.Equal(Cheapest(cost, rows, columns, 0, 0, Math.Max(0, rows - columns)), total, 9);
            int[] used = [.. assigned.Where(column => column >= 0)];
            Assert.Equal(Math.Min(rows, columns), used.Length);
            Assert.Equal(used.Length, used.Distinct().Count());
            Assert.Equal(total, assigned.Select((column, row) => column < 0 ? 0 : cost[(row * columns) + column]).Sum(), 9);
        }
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(3, 0)]
    [InlineData(0, 0)]
    public void Solve_EmptySide_AssignsNothing(int rows, int columns)
    {
        int[] assigned = [7, 7, 7];

        Assert.Equal(0, new LinearAssignment().Solve([], rows, columns, assigned));
        Assert.All(assigned.Take(rows), column => Assert.Equal(-1, column));
    }

    [Fact]
    public void Solve_WrongShapeOrNotFinite_Throws()
    {
        var solver = new LinearAssignment();

        Assert.Throws<ArgumentException>(() => solver.Solve([1, 2, 3], 2, 2, new int[2]));
        Assert.Throws<ArgumentException>(() => solver.Solve([1, 2], 2, 1, new int[1]));
        Assert.Throws<ArgumentException>(() => solver.Solve([double.PositiveInfinity], 1, 1, new int[1]));
    }

    private static double Cheapest(double[] cost, int rows, int columns, int row, int used, int skips)
    {
        if (row == rows)
            return 0;
        double best = skips > 0 ? Cheapest(cost, rows, columns, row + 1, used, skips - 1) : double.PositiveInfinity;
        for (int column = 0; column < columns; column++)
        {
            if ((used >> column & 1) == 0)
                best = Math.Min(best, cost[(row * columns) + column] + Cheapest(cost, rows, columns, row + 1, used | 1 << column, skips));
        }

        return best;
    }
}
