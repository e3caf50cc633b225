using VideoDyn.Core.Numerics;

namespace VideoDyn.Evaluation.Matching;

/// <summary>
/// One-to-one matching of greatest total weight between two sides of which few pairs are possible at all. The possible
/// pairs fall into small connected groups, nearly always of a single pair, so a crowded frame costs little; groups of
/// more are solved exactly by <see cref="AssignmentSolver"/>.
/// </summary>
/// <remarks>
/// Call <see cref="Begin"/>, <see cref="Add"/> for each possible pair, <see cref="Solve"/>, then read. Buffers are kept
/// between calls. Not thread-safe. Among matchings of equal weight the choice depends only on the order of the input.
/// </remarks>
public sealed class PairMatcher
{
    private readonly AssignmentSolver _assignment = new();
    private (int Left, int Right, double Weight)[] _pairs = [];
    private int[] _nextOfGroup = [];
    private int[] _partner = [];
    private int[] _parent = [];
    private int[] _firstOfGroup = [];
    private int[] _local = [];
    private int[] _members = [];
    private int[] _assigned = [];
    private double[] _cost = [];
    private int _left;
    private int _right;
    private int _count;

    /// <summary>Starts a new problem.</summary>
    /// <param name="left">Items on the left side, at least 0.</param>
    /// <param name="right">Items on the right side, at least 0.</param>
    public void Begin(int left, int right)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(left);
        ArgumentOutOfRangeException.ThrowIfNegative(right);
        _left = left;
        _right = right;
        _count = 0;
        int nodes = left + right;
        if (_parent.Length < nodes)
        {
            _partner = new int[nodes * 2];
            _parent = new int[nodes * 2];
            _firstOfGroup = new int[nodes * 2];
            _local = new int[nodes * 2];
            _members = new int[nodes * 2];
            _assigned = new int[nodes * 2];
        }

        _partner.AsSpan(0, nodes).Fill(-1);
        _firstOfGroup.AsSpan(0, nodes).Fill(-1);
        for (int node = 0; node < nodes; node++)
            _parent[node] = node;
    }

    /// <summary>Names a possible pair, once.</summary>
    /// <param name="left">Index on the left side.</param>
    /// <param name="right">Index on the right side.</param>
    /// <param name="weight">What the pair is worth; above 0 and finite.</param>
    public void Add(int left, int right, double weight)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)left, (uint)_left, nameof(left));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)right, (uint)_right, nameof(right));
        if (!(weight > 0) || !double.IsFinite(weight))
            throw new ArgumentOutOfRangeException(nameof(weight), weight, "A pair is worth more than 0 and something finite.");
        if (_count == _pairs.Length)
        {
            Array.Resize(ref _pairs, Math.Max(64, _count * 2));
            Array.Resize(ref _nextOfGroup, _pairs.Length);
        }

        _pairs[_count++] = (left, right, weight);
        int a = Root(left);
        int b = Root(_left + right);
        if (a != b)
            _parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    /// <summary>Finds the matching.</summary>
    public void Solve()
    {
        // Backwards, so that each group's chain runs in the order of the input.
        for (int pair = _count - 1; pair >= 0; pair--)
        {
            int root = Root(_pairs[pair].Left);
            _nextOfGroup[pair] = _firstOfGroup[root];
            _firstOfGroup[root] = pair;
        }

        for (int root = 0; root < _left + _right; root++)
        {
            int first = _firstOfGroup[root];
            if (first < 0)
                continue;
            if (_nextOfGroup[first] < 0)
                Join(_pairs[first].Left, _pairs[first].Right);
            else
                SolveGroup(first);
        }
    }

    /// <summary>The right partner of a left item, or -1.</summary>
    public int PartnerOfLeft(int left)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)left, (uint)_left, nameof(left));
        return _partner[left];
    }

    /// <summary>The left partner of a right item, or -1.</summary>
    public int PartnerOfRight(int right)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)right, (uint)_right, nameof(right));
        return _partner[_left + right];
    }

    private void SolveGroup(int first)
    {
        for (int pair = first; pair >= 0; pair = _nextOfGroup[pair])
        {
            _local[_pairs[pair].Left] = -1;
            _local[_left + _pairs[pair].Right] = -1;
        }

        // Left members fill the list from the front, right members from the back.
        int rows = 0;
        int columns = 0;
        int end = _left + _right;
        double best = 0;
        for (int pair = first; pair >= 0; pair = _nextOfGroup[pair])
        {
            (int left, int right, double weight) = _pairs[pair];
            best = Math.Max(best, weight);
            if (_local[left] < 0)
            {
                _local[left] = rows;
                _members[rows++] = left;
            }

            if (_local[_left + right] < 0)
            {
                _local[_left + right] = columns;
                _members[end - ++columns] = right;
            }
        }

        int cells = checked(rows * columns);
        if (_cost.Length < cells)
            _cost = new double[cells * 2];
        Span<double> cost = _cost.AsSpan(0, cells);
        // A pair that is not possible is worth 0, as much as no pair: it is cut off again below.
        cost.Fill(best);
        for (int pair = first; pair >= 0; pair = _nextOfGroup[pair])
        {
            (int left, int right, double weight) = _pairs[pair];
            cost[(_local[left] * columns) + _local[_left + right]] = best - weight;
        }

        _assignment.Solve(cost, rows, columns, best, _assigned);
        for (int row = 0; row < rows; row++)
        {
            int column = _assigned[row];
            if (column >= 0 && cost[(row * columns) + column] < best)
                Join(_members[row], _members[end - 1 - column]);
        }
    }

    private void Join(int left, int right)
    {
        _partner[left] = right;
        _partner[_left + right] = left;
    }

    private int Root(int node)
    {
        while (_parent[node] != node)
        {
            _parent[node] = _parent[_parent[node]];
            node = _parent[node];
        }

        return node;
    }
}
