namespace VideoDyn.Evaluation.Matching;

/// <summary>
/// The assignment of rows to columns with the least total cost, by shortest augmenting paths with dual variables (Jonker
/// and Volgenant, 1987). Time is O(n² m) for n rows and m columns, n the smaller; buffers are kept between calls.
/// </summary>
/// <remarks>Not thread-safe. Among assignments of equal cost the choice depends only on the input.</remarks>
public sealed class LinearAssignment
{
    private double[] _rowDual = [];
    private double[] _columnDual = [];
    private double[] _distance = [];
    private int[] _from = [];
    private int[] _rowOf = [];
    private int[] _columnOf = [];
    private int[] _visited = [];
    private bool[] _done = [];

    /// <summary>Assigns every row of the smaller side exactly once.</summary>
    /// <param name="cost">Finite costs, row by row.</param>
    /// <param name="rows">Rows, at least 0.</param>
    /// <param name="columns">Columns, at least 0.</param>
    /// <param name="columnOfRow">Receives for each row its column, or -1 where there are more rows than columns.</param>
    /// <returns>The total cost.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a cost is not finite.</exception>
    public double Solve(ReadOnlySpan<double> cost, int rows, int columns, Span<int> columnOfRow)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        if (cost.Length != rows * columns)
            throw new ArgumentException($"{cost.Length} costs given for {rows} rows and {columns} columns.", nameof(cost));
        if (columnOfRow.Length < rows)
            throw new ArgumentException($"Room for {columnOfRow.Length} rows given, {rows} needed.", nameof(columnOfRow));
        foreach (double value in cost)
        {
            if (!double.IsFinite(value))
                throw new ArgumentException($"A cost is {value}; costs must be finite.", nameof(cost));
        }

        // The search grows from the smaller side; strides make the transposed case the same code.
        bool transposed = rows > columns;
        int small = Math.Min(rows, columns);
        int large = Math.Max(rows, columns);
        Reset(small, large);
        for (int row = 0; row < small; row++)
            Augment(cost, transposed ? 1 : columns, transposed ? columns : 1, row, large);

        columnOfRow[..rows].Fill(-1);
        double total = 0;
        for (int row = 0; row < small; row++)
        {
            int column = _columnOf[row];
            (int r, int c) = transposed ? (column, row) : (row, column);
            columnOfRow[r] = c;
            total += cost[(r * columns) + c];
        }

        return total;
    }

    private void Augment(ReadOnlySpan<double> cost, int rowStride, int columnStride, int start, int columns)
    {
        _distance.AsSpan(0, columns).Fill(double.PositiveInfinity);
        _done.AsSpan(0, columns).Clear();
        int visited = 0;
        int row = start;
        double reached = 0;
        int sink;
        while (true)
        {
            int nearest = -1;
            for (int column = 0; column < columns; column++)
            {
                if (_done[column])
                    continue;
                double length = reached + cost[(row * rowStride) + (column * columnStride)] - _rowDual[row] - _columnDual[column];
                if (length < _distance[column])
                {
                    _distance[column] = length;
                    _from[column] = row;
                }

                // At equal distance a free column ends the search at once.
                if (nearest < 0 || _distance[column] < _distance[nearest] ||
                    (_distance[column] == _distance[nearest] && _rowOf[column] < 0 && _rowOf[nearest] >= 0))
                {
                    nearest = column;
                }
            }

            reached = _distance[nearest];
            _done[nearest] = true;
            _visited[visited++] = nearest;
            if (_rowOf[nearest] < 0)
            {
                sink = nearest;
                break;
            }

            row = _rowOf[nearest];
        }

        // The duals change before the path does: they belong to the assignment that was searched.
        _rowDual[start] += reached;
        foreach (int column in _visited.AsSpan(0, visited))
        {
            double slack = reached - _distance[column];
            _columnDual[column] -= slack;
            if (_rowOf[column] >= 0)
                _rowDual[_rowOf[column]] += slack;
        }

        for (int column = sink; ;)
        {
            int owner = _from[column];
            int previous = _columnOf[owner];
            _rowOf[column] = owner;
            _columnOf[owner] = column;
            if (owner == start)
                return;
            column = previous;
        }
    }

    private void Reset(int small, int large)
    {
        if (_columnOf.Length < small)
        {
            _rowDual = new double[small * 2];
            _columnOf = new int[small * 2];
        }

        if (_rowOf.Length < large)
        {
            _columnDual = new double[large * 2];
            _distance = new double[large * 2];
            _from = new int[large * 2];
            _rowOf = new int[large * 2];
            _visited = new int[large * 2];
            _done = new bool[large * 2];
        }

        _rowDual.AsSpan(0, small).Clear();
        _columnDual.AsSpan(0, large).Clear();
        _rowOf.AsSpan(0, large).Fill(-1);
        _columnOf.AsSpan(0, small).Fill(-1);
    }
}
