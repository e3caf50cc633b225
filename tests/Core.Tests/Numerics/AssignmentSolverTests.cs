using VideoDyn.Core.Numerics;

namespace VideoDyn.Core.Tests.Numerics;

public class AssignmentSolverTests
{
    [Fact]
    public void Solve_GreedyWouldBeWrong_FindsTheCheapestTotal()
    {
        Span<int> columns = stackalloc int[2];

        int assigned = new AssignmentSolver().Solve([1, 2, 1.5, 10], 2, 2, 100, columns);

        Assert.Equal(2, assigned);
        Assert.Equal([1, 0], columns.ToArray());
    }

    [Fact]
    public void Solve_PairNotCheaperThanStayingUnassigned_IsLeftOut()
    {
        Span<int> columns = stackalloc int[2];

        int assigned = new AssignmentSolver().Solve([3, 5, 5, 5], 2, 2, 5, columns);

        Assert.Equal(1, assigned);
        Assert.Equal([0, -1], columns.ToArray());
    }

    [Fact]
    public void Solve_BetterWithoutAnEarlierRow_UnassignsIt()
    {
        // Both rows want column 0, row 1 by far the more.
        Span<int> columns = stackalloc int[2];

        new AssignmentSolver().Solve([4, 1], 2, 1, 5, columns);

        Assert.Equal([-1, 0], columns.ToArray());
    }

    [Fact]
    public void Solve_EmptyProblems_AssignNothing()
    {
        var solver = new AssignmentSolver();
        int[] columns = [7, 7, 7];

        Assert.Equal(0, solver.Solve([], 0, 0, 1, columns));
        Assert.Equal(0, solver.Solve([], 3, 0, 1, columns));
        Assert.Equal([-1, -1, -1], columns);
        Assert.Equal(0, solver.Solve([], 0, 3, 1, columns));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Solve_RandomSmallProblems_CostsWhatExhaustiveSearchCosts(int seed)
    {
        var random = new Random(seed);
        var solver = new AssignmentSolver();
        for (int round = 0; round < 600; round++)
        {
            int rows = random.Next(1, 7);
            int columns = random.Next(1, 7);
            double price = random.Next(-2, 12);
            double[] costs = [.. Enumerable.Range(0, rows * columns)
                .Select(_ => random.NextDouble() < 0.3 ? double.PositiveInfinity : random.Next(-5, 15) / (random.Next(2) + 1.0))];
            int[] columnOfRow = new int[rows];

            int assigned = solver.Solve(costs, rows, columns, price, columnOfRow);

            int[] taken = [.. columnOfRow.Where(column => column >= 0)];
            Assert.Equal(assigned, taken.Length);
            Assert.Equal(taken.Length, taken.Distinct().Count());
            double total = columnOfRow.Select((column, row) => column < 0 ? price : costs[(row * columns) + column]).Sum();
            Assert.Equal(Cheapest(costs, rows, columns, price, 0, 0), total, 9);
        }
    }

    [Fact]
    public void Solve_LargeDenseProblem_IsOptimalByItsDual()
    {
        // A sum of a row part and a column part plus a zero diagonal makes the diagonal optimal.
        const int size = 300;
        var random = new Random(5);
        double[] rowPart = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() * 10)];
        double[] columnPart = [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() * 10)];
        double[] costs = new double[size * size];
        for (int row = 0; row < size; row++)
        {
            for (int column = 0; column < size; column++)
                costs[(row * size) + column] = rowPart[row] + columnPart[column] + (row == column ? 0 : 0.01 + random.NextDouble());
        }
        int[] columnOfRow = new int[size];

        new AssignmentSolver().Solve(costs, size, size, 1000, columnOfRow);

        Assert.Equal(Enumerable.Range(0, size), columnOfRow);
    }

    [Fact]
    public void Solve_SecondProblemOfThatSize_AllocatesNothing()
    {
        const int size = 200;
        var random = new Random(6);
        double[] costs = [.. Enumerable.Range(0, size * size).Select(_ => random.NextDouble())];
        int[] columnOfRow = new int[size];
        var solver = new AssignmentSolver();
        solver.Solve(costs, size, size, 10, columnOfRow);

        long before = GC.GetAllocatedBytesForCurrentThread();
        solver.Solve(costs, size, size, 10, columnOfRow);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Add_BadPairs_Throw()
    {
        var solver = new AssignmentSolver();
        solver.Begin(3, 2);
        solver.Add(1, 0, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Add(0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Add(3, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Add(1, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Add(1, 1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Add(1, 1, double.NegativeInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => solver.Solve(double.PositiveInfinity, new int[3]));
        Assert.Throws<ArgumentException>(() => solver.Solve(1, new int[2]));
        Assert.Throws<ArgumentException>(() => solver.Solve([1, 2, 3], 2, 2, 1, new int[2]));
    }

    private static double Cheapest(double[] costs, int rows, int columns, double price, int row, int taken)
    {
        if (row == rows)
            return 0;
        double best = price + Cheapest(costs, rows, columns, price, row + 1, taken);
        for (int column = 0; column < columns; column++)
        {
            if ((taken & (1 << column)) == 0)
                best = Math.Min(best, costs[(row * columns) + column] + Cheapest(costs, rows, columns, price, row + 1, taken | (1 << column)));
        }
        return best;
    }
}
