namespace VideoDyn.Core.Numerics;

/// <summary>
/// Finds the cheapest one-to-one assignment of rows to columns when only some pairs are allowed and leaving a row
/// unassigned has a price. Reusable; allocates only when a problem is larger than all before. Not thread-safe.
/// </summary>
/// <remarks>
/// Shortest augmenting paths with dual potentials (Jonker and Volgenant, Computing 38, 1987; rectangular form after
/// Crouse, IEEE Trans. Aerospace and Electronic Systems 52(4), 2016) over a sparse list of allowed pairs. Each row owns
/// a private column that costs the price of staying unassigned, so a solution always exists and a pair is never chosen
/// unless it costs less than that price. Optimal and deterministic: equal input in equal order gives equal output.
/// Give costs as negative gains, and a price above any sum of costs to assign as many rows as possible.
/// </remarks>
public sealed class AssignmentSolver
{
    private int _rows;
    private int _columns;
    private int _edges;
    private int _openRow;
    private int[] _firstEdge = new int[65];
    private int[] _edgeColumn = new int[256];
    private double[] _edgeCost = new double[256];
    private double[] _rowPotential = new double[64];
    private double[] _columnPotential = new double[64];
    private int[] _columnOfRow = new int[64];
    private int[] _rowOfColumn = new int[64];
    private double[] _distance = new double[64];
    private int[] _parentRow = new int[64];
    private int[] _reached = new int[64];

    /// <summary>Starts a new problem without allowed pairs.</summary>
    /// <param name="rows">How many rows, at least 0.</param>
    /// <param name="columns">How many columns, at least 0.</param>
    public void Begin(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(rows);
        ArgumentOutOfRangeException.ThrowIfNegative(columns);
        _rows = rows;
        _columns = columns;
        _edges = 0;
        _openRow = 0;
        if (_columnOfRow.Length < rows)
        {
            int size = Math.Max(rows, _columnOfRow.Length * 2);
            _firstEdge = new int[size + 1];
            _rowPotential = new double[size];
            _columnOfRow = new int[size];
        }
        if (_rowOfColumn.Length < columns)
        {
            int size = Math.Max(columns, _rowOfColumn.Length * 2);
            _columnPotential = new double[size];
            _rowOfColumn = new int[size];
            _distance = new double[size];
            _parentRow = new int[size];
            _reached = new int[size];
        }
        _firstEdge[0] = 0;
    }

    /// <summary>Allows a pair. Rows must come in rising order; each pair at most once.</summary>
    /// <param name="row">0 to rows - 1, not below the row of the call before.</param>
    /// <param name="column">0 to columns - 1.</param>
    /// <param name="cost">Price of the pair; may be negative. Positive infinity forbids it, as leaving it out does.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is out of range or order, or the cost is no number.</exception>
    public void Add(int row, int column, double cost)
    {
        if ((uint)row >= (uint)_rows || row < _openRow)
            throw new ArgumentOutOfRangeException(nameof(row), row, $"Rows must rise from {_openRow} to {_rows - 1}.");
        if ((uint)column >= (uint)_columns)
            throw new ArgumentOutOfRangeException(nameof(column), column, $"Columns go from 0 to {_columns - 1}.");
        if (!(cost > double.NegativeInfinity))
            throw new ArgumentOutOfRangeException(nameof(cost), cost, "A cost must be a number.");
        if (double.IsPositiveInfinity(cost))
            return;
        while (_openRow < row)
            _firstEdge[++_openRow] = _edges;
        if (_edges == _edgeColumn.Length)
        {
            Array.Resize(ref _edgeColumn, _edges * 2);
            Array.Resize(ref _edgeCost, _edges * 2);
        }
        _edgeColumn[_edges] = column;
        _edgeCost[_edges++] = cost;
    }

    /// <summary>Solves the problem described since <see cref="Begin"/>.</summary>
    /// <param name="unassignedCost">Price of leaving a row unassigned; finite. A pair is chosen only if it costs less.</param>
    /// <param name="columnOfRow">Receives for each row its column, or -1; at least as long as there are rows.</param>
    /// <returns>How many rows got a column.</returns>
    public int Solve(double unassignedCost, Span<int> columnOfRow)
    {
        if (!double.IsFinite(unassignedCost))
            throw new ArgumentOutOfRangeException(nameof(unassignedCost), unassignedCost, "The price must be a finite number.");
        if (columnOfRow.Length < _rows)
            throw new ArgumentException($"Room for {_rows} rows is needed, found {columnOfRow.Length}.", nameof(columnOfRow));
        while (_openRow < _rows)
            _firstEdge[++_openRow] = _edges;
        AssignGreedily(unassignedCost);
        Bid(unassignedCost);
        for (int row = 0; row < _rows; row++)
        {
            // A row whose potential is the price already stays unassigned at no regret.
            if (_columnOfRow[row] < 0 && _rowPotential[row] < unassignedCost)
                Augment(row, unassignedCost);
        }
        int assigned = 0;
        for (int row = 0; row < _rows; row++)
        {
            columnOfRow[row] = _columnOfRow[row];
            assigned += _columnOfRow[row] >= 0 ? 1 : 0;
        }
        return assigned;
    }

    /// <summary>Solves a dense problem in one call.</summary>
    /// <param name="costs">Row by row, rows * columns numbers; positive infinity forbids a pair.</param>
    /// <param name="rows">How many rows, at least 0.</param>
    /// <param name="columns">How many columns, at least 0.</param>
    /// <param name="unassignedCost">Price of leaving a row unassigned; finite. A pair is chosen only if it costs less.</param>
    /// <param name="columnOfRow">Receives for each row its column, or -1; at least as long as there are rows.</param>
    /// <returns>How many rows got a column.</returns>
    public int Solve(ReadOnlySpan<double> costs, int rows, int columns, double unassignedCost, Span<int> columnOfRow)
    {
        Begin(rows, columns);
        if (costs.Length != (long)rows * columns)
            throw new ArgumentException($"Expected {rows} * {columns} costs, found {costs.Length}.", nameof(costs));
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
                Add(row, column, costs[(row * columns) + column]);
        }
        return Solve(unassignedCost, columnOfRow);
    }

    // Gives each row its cheapest column where that is still free: feasible potentials, and most of the work when
    // conflicts are rare.
    private void AssignGreedily(double unassignedCost)
    {
        _columnPotential.AsSpan(0, _columns).Clear();
        _rowOfColumn.AsSpan(0, _columns).Fill(-1);
        for (int row = 0; row < _rows; row++)
        {
            double best = unassignedCost;
            int bestColumn = -1;
            for (int edge = _firstEdge[row]; edge < _firstEdge[row + 1]; edge++)
            {
                if (_edgeCost[edge] < best)
                {
                    best = _edgeCost[edge];
                    bestColumn = _edgeColumn[edge];
                }
            }
            _rowPotential[row] = best;
            bool free = bestColumn >= 0 && _rowOfColumn[bestColumn] < 0;
            _columnOfRow[row] = free ? bestColumn : -1;
            if (free)
                _rowOfColumn[bestColumn] = row;
        }
    }

    // Augmenting row reduction: an unassigned row takes its best column, even from another row, and raises the column's
    // price until its second best would be as good. Settles most conflicts at the price of one scan each; the number of
    // scans is bounded, since bids by ever smaller margins could go on for long.
    private void Bid(double unassignedCost)
    {
        int budget = 4 * _rows;
        for (int first = 0; first < _rows; first++)
        {
            int row = first;
            while (row >= 0 && _columnOfRow[row] < 0 && _rowPotential[row] < unassignedCost && budget-- > 0)
                row = BidOf(row, unassignedCost);
        }
    }

    // Returns the row that lost its column, or -1.
    private int BidOf(int row, double unassignedCost)
    {
        double best = unassignedCost;
        double second = unassignedCost;
        int bestColumn = -1;
        for (int edge = _firstEdge[row]; edge < _firstEdge[row + 1]; edge++)
        {
            int column = _edgeColumn[edge];
            double reduced = _edgeCost[edge] - _columnPotential[column];
            if (reduced >= second)
                continue;
            if (reduced < best)
            {
                second = best;
                best = reduced;
                bestColumn = column;
            }
            else
            {
                second = reduced;
            }
        }
        _rowPotential[row] = best;
        if (bestColumn < 0)
            return -1;
        int loser = _rowOfColumn[bestColumn];
        // Two equally good columns, the found one taken: taking it would only move the conflict.
        if (loser >= 0 && best == second)
            return -1;
        if (loser >= 0)
        {
            // A free column must keep price 0, so only a taken one gets dearer.
            _columnPotential[bestColumn] -= second - best;
            _rowPotential[row] = second;
            _columnOfRow[loser] = -1;
        }
        _columnOfRow[row] = bestColumn;
        _rowOfColumn[bestColumn] = row;
        return loser;
    }

    // Dijkstra over reduced costs from one unassigned row to the nearest free column or private column.
    private void Augment(int source, double unassignedCost)
    {
        Span<double> distance = _distance.AsSpan(0, _columns);
        distance.Fill(double.PositiveInfinity);
        int reached = 0;
        int settled = 0;
        int row = source;
        double rowDistance = 0;
        double giveUpDistance = double.PositiveInfinity;
        int giveUpRow = -1;
        int endColumn;
        double end;
        while (true)
        {
            double rowPotential = _rowPotential[row];
            // Reduced costs are never negative but for rounding, which must not make a settled column look nearer.
            double giveUp = rowDistance + Math.Max(unassignedCost - rowPotential, 0);
            if (giveUp < giveUpDistance)
            {
                giveUpDistance = giveUp;
                giveUpRow = row;
            }
            for (int edge = _firstEdge[row]; edge < _firstEdge[row + 1]; edge++)
            {
                int column = _edgeColumn[edge];
                double through = rowDistance + Math.Max(_edgeCost[edge] - rowPotential - _columnPotential[column], 0);
                double known = distance[column];
                if (through >= known || through >= giveUpDistance)
                    continue;
                if (double.IsPositiveInfinity(known))
                    _reached[reached++] = column;
                distance[column] = through;
                _parentRow[column] = row;
            }
            int nearest = -1;
            end = giveUpDistance;
            for (int index = settled; index < reached; index++)
            {
                double candidate = distance[_reached[index]];
                if (candidate < end)
                {
                    end = candidate;
                    nearest = index;
                }
            }
            if (nearest < 0)
            {
                endColumn = -1;
                break;
            }
            endColumn = _reached[nearest];
            if (_rowOfColumn[endColumn] < 0)
                break;
            (_reached[nearest], _reached[settled]) = (_reached[settled], _reached[nearest]);
            settled++;
            row = _rowOfColumn[endColumn];
            rowDistance = end;
        }
        _rowPotential[source] += end;
        for (int index = 0; index < settled; index++)
        {
            int column = _reached[index];
            double gain = end - distance[column];
            _rowPotential[_rowOfColumn[column]] += gain;
            _columnPotential[column] -= gain;
        }
        Flip(source, endColumn, giveUpRow);
    }

    // Turns the pairs along the path around.
    private void Flip(int source, int endColumn, int giveUpRow)
    {
        int column = endColumn;
        if (column < 0)
        {
            column = _columnOfRow[giveUpRow];
            _columnOfRow[giveUpRow] = -1;
            if (giveUpRow == source)
                return;
        }
        while (true)
        {
            int row = _parentRow[column];
            int next = _columnOfRow[row];
            _columnOfRow[row] = column;
            _rowOfColumn[column] = row;
            if (row == source)
                return;
            column = next;
        }
    }
}
