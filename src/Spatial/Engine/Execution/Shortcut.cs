namespace VideoDyn.Spatial.Engine.Execution;

/// <summary>
/// Whether a layer that may withhold changes computes straight into its map in this frame, and all it computes counts as moved. A full
/// pass does; and without a threshold a frame does where nearly all that is computed moves anyway, as comparing and copying then cost
/// more than they save. Passing on what did not move changes no result.
/// </summary>
/// <param name="threshold">The layer's threshold.</param>
internal sealed class Shortcut(LayerThreshold threshold)
{
    private const double NearlyAll = 0.9;

    // So often it is counted again.
    private const int Trial = 32;

    private long _computed;
    private long _moved;
    private int _runs;
    private bool _isWorthIt;

    /// <summary>Whether this frame takes it.</summary>
    public bool IsOn { get; private set; }

    /// <summary>A frame begins.</summary>
    /// <param name="isFull">Whether everything is computed.</param>
    public void Begin(bool isFull)
    {
        if (_computed > 0)
            _isWorthIt = _moved >= NearlyAll * _computed;
        (_computed, _moved) = (0, 0);
        IsOn = isFull || (_isWorthIt && threshold.Value == 0 && ++_runs % Trial != 0);
    }

    /// <summary>Notes what a unit of work has compared; threads may tell so at the same time.</summary>
    public void Count(int computed, int moved)
    {
        Interlocked.Add(ref _computed, computed);
        Interlocked.Add(ref _moved, moved);
    }
}
