using VideoDyn.Core.Detections;
using VideoDyn.Core.Signals;

namespace VideoDyn.Spatial.Policies;

/// <summary>
/// Finds blocks that change always and always alike. Activity, level and its deviation are exponential averages in stream
/// time; the level's steps are limited to a few deviations, so that a passer-by does not become the usual.
/// </summary>
internal sealed class NoisyBlocks(BlockGrid grid, MutingOptions options)
{
    /// <summary>Code values below which a deviation is not told from rounding.</summary>
    private const float LeastDeviation = 1;

    /// <summary>A muted block that changes less often than this is an ordinary one again.</summary>
    private const float Calm = 0.5f;

    /// <summary>A longer gap between frames says nothing about the time within.</summary>
    private static readonly TimeSpan s_longestStep = TimeSpan.FromSeconds(1);

    private readonly Cell[] _cells = new Cell[grid.Length];
    private TimeSpan _last = TimeSpan.MinValue;
    private float _weight;
    private float _seconds;
    private int _restless;

    /// <summary>Starts a frame.</summary>
    public void Advance(TimeSpan now)
    {
        TimeSpan step = _last == TimeSpan.MinValue || now <= _last ? TimeSpan.Zero : now - _last;
        step = step < s_longestStep ? step : s_longestStep;
        _last = now;
        _seconds = (float)step.TotalSeconds;

        // A third of the waiting time as time constant: then the averages show that time and little before it.
        _weight = (float)(1 - Math.Exp(-3 * (step / options.After)));
        _restless = 0;
        foreach (ref readonly Cell cell in _cells.AsSpan())
            _restless += cell.Activity >= options.Activity ? 1 : 0;
    }

    /// <summary>Learns a block's change and says whether it may be left out.</summary>
    /// <param name="index">Index of the block.</param>
    /// <param name="change">Its change.</param>
    /// <param name="changed">Whether it is enough to execute the block.</param>
    /// <returns>Whether the block is muted and shows only its usual change.</returns>
    public bool IsUsual(int index, in CellChange change, bool changed)
    {
        ref Cell cell = ref _cells[index];
        bool usual = cell.IsMuted && change.Mean <= cell.Level + (options.BreakThrough * Math.Max(cell.Deviation, LeastDeviation));
        Learn(ref cell, change, changed);
        if (cell.IsMuted)
            cell.IsMuted = cell.Activity >= Calm;
        else if (IsNoisy(cell))
            (cell.IsMuted, cell.Since) = (true, _last);
        return usual && change.Age < options.Interval;
    }

    /// <summary>Takes note of a published box: what people want to know happens there, so nothing there is mere noise.</summary>
    public void Occupy(in BoundingBox box)
    {
        GridArea area = GridArea.Of(grid, box);
        for (int row = area.Top; row < area.Bottom; row++)
        {
            for (int column = area.Left; column < area.Right; column++)
            {
                ref Cell cell = ref _cells[(row * grid.Columns) + column];
                cell.Seconds = 0;
                cell.IsMuted = false;
            }
        }
    }

    /// <summary>The muted blocks.</summary>
    public List<MutedBlock> Report()
    {
        var muted = new List<MutedBlock>();
        for (int i = 0; i < _cells.Length; i++)
        {
            if (_cells[i] is { IsMuted: true } cell)
                muted.Add(new MutedBlock(i / grid.Columns, i % grid.Columns, cell.Since, cell.Activity, cell.Level));
        }

        return muted;
    }

    /// <summary>What was learned, block by block.</summary>
    public BlockHabit[] Habits() =>
        Array.ConvertAll(_cells, cell => new BlockHabit(cell.Activity, cell.Level, cell.Deviation, cell.Seconds, cell.IsMuted));

    /// <summary>Goes on from what was learned before, of the same blocks.</summary>
    public void Restore(ReadOnlySpan<BlockHabit> habits, TimeSpan now)
    {
        for (int i = 0; i < _cells.Length; i++)
        {
            _cells[i] = new Cell
            {
                Activity = habits[i].Activity,
                Level = habits[i].Level,
                Deviation = habits[i].Deviation,
                Seconds = habits[i].Seconds,
                IsMuted = habits[i].IsMuted,
                Since = now,
            };
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear() => Array.Clear(_cells);

    private bool IsNoisy(in Cell cell) =>
        cell.Seconds >= options.After.TotalSeconds
        && cell.Activity >= options.Activity
        && cell.Deviation <= options.Unsteadiness * cell.Level
        && _restless <= options.LargestShare * grid.PictureCells;

    private void Learn(ref Cell cell, in CellChange change, bool changed)
    {
        if (cell.Level == 0)
            cell.Level = change.Mean;
        cell.Seconds += _seconds;
        cell.Activity += _weight * ((changed ? 1 : 0) - cell.Activity);
        float away = change.Mean - cell.Level;
        float limit = cell.IsMuted ? 3 * Math.Max(cell.Deviation, LeastDeviation) : float.MaxValue;
        float step = Math.Clamp(away, -limit, limit);
        cell.Level += _weight * step;
        cell.Deviation += _weight * (Math.Abs(step) - cell.Deviation);
    }

    private struct Cell
    {
        public float Activity;
        public float Level;
        public float Deviation;
        /// <summary>Watched for so long without a box.</summary>
        public float Seconds;

        public bool IsMuted;
        public TimeSpan Since;
    }
}
