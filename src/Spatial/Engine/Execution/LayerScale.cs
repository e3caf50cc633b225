namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// How far the numbers of a map usually lie apart: their standard deviation in the last full pass, by which the threshold
/// of the layer is meant.
/// </summary>
/// <param name="units">Most units of work that tell sums; the same for any number of threads, so that results are, too.</param>
internal sealed class LayerScale(int units)
{
    private readonly double[] _sums = new double[units];
    private readonly double[] _squares = new double[units];
    private long _count;
    private bool _isOpen;

    /// <summary>Standard deviation; 0 before the first full pass.</summary>
    public double Deviation { get; private set; }

    /// <summary>A full pass begins.</summary>
    public void Begin()
    {
        Array.Clear(_sums);
        Array.Clear(_squares);
        _count = 0;
        _isOpen = true;
    }

    /// <summary>Notes what a unit of work has made.</summary>
    public void Tell(int unit, double sum, double squares, long count)
    {
        (_sums[unit], _squares[unit]) = (sum, squares);
        Interlocked.Add(ref _count, count);
    }

    /// <summary>A full pass has ended, if there was one since the last call.</summary>
    public void End()
    {
        if (!_isOpen)
            return;
        _isOpen = false;
        double mean = _sums.Sum() / Math.Max(_count, 1);
        Deviation = Math.Sqrt(Math.Max(0, (_squares.Sum() / Math.Max(_count, 1)) - (mean * mean)));
    }
}
