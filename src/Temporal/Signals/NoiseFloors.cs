using VideoDyn.Core.Plans;

namespace VideoDyn.Temporal.Signals;

/// <summary>
/// What noise alone does to each block: an exponential average, in stream time, of the differences of idle blocks. Each
/// step is limited (as in Huber's M-estimator), so that a passing object cannot teach much.
/// </summary>
/// <remarks>
/// Noise goes both ways, so only the part of the mean absolute difference that its signed mean does not explain counts.
/// Without that, a slow change of light, which idle blocks show as well, would raise the floor, the floor would raise the
/// dead-zone, and the change would never be seen.
/// </remarks>
/// <param name="cells">How many blocks.</param>
/// <param name="options">Time constant, factor and limits.</param>
internal sealed class NoiseFloors(int cells, ChangeSignalOptions options)
{
    private const float LeastStep = 0.5f;

    /// <summary>Rounds up when cut off to a whole number.</summary>
    private const float AlmostOne = 0.999f;

    private readonly float _factor = (float)options.NoiseFactor;
    private readonly float _deadZone = options.DeadZone;
    private readonly float _largest = options.LargestDeadZone;

    /// <summary>One observation alone must not raise the dead-zone.</summary>
    private readonly float _firstMost = options.NoiseFactor == 0 ? 255 : (float)(options.DeadZone / options.NoiseFactor);

    private readonly float[] _floors = new float[cells];
    private readonly byte[] _deadZones = [.. Enumerable.Repeat((byte)options.DeadZone, cells)];

    /// <summary>Dead-zone of each block.</summary>
    public ReadOnlySpan<byte> DeadZones => _deadZones;

    /// <summary>Noise floor of a block in code values; 0 until learned.</summary>
    public float this[int cell] => _floors[cell];

    /// <summary>Noise floors of all blocks.</summary>
    public ReadOnlySpan<float> All => _floors;

    /// <summary>Takes over floors that were learned before.</summary>
    public void Restore(ReadOnlySpan<float> floors)
    {
        for (int cell = 0; cell < _floors.Length; cell++)
            Set(cell, floors[cell]);
    }

    /// <summary>Takes in that everything moved by whole blocks.</summary>
    public void Move(int columns, int across, int down)
    {
        BlockMoves.Move(_floors, columns, across, down, 0);
        BlockMoves.Move(_deadZones, columns, across, down, (byte)_deadZone);
    }

    /// <summary>Forgets what was learned.</summary>
    public void Clear()
    {
        for (int cell = 0; cell < _floors.Length; cell++)
            Set(cell, 0);
    }

    /// <summary>How much of a difference an observation takes over after the given stream time.</summary>
    public float WeightOf(TimeSpan elapsed) =>
        elapsed <= TimeSpan.Zero ? 0 : (float)(1 - Math.Exp(-elapsed / options.NoiseTime));

    /// <summary>Learns from a block that did not change.</summary>
    /// <param name="cell">Index of the block.</param>
    /// <param name="mean">Its mean absolute difference.</param>
    /// <param name="bias">Its mean signed difference.</param>
    /// <param name="weight">From <see cref="WeightOf"/>.</param>
    public void Learn(int cell, float mean, float bias, float weight)
    {
        if (weight <= 0)
            return;
        float noise = mean - Math.Abs(bias);
        float floor = _floors[cell];
        float step = Math.Max(LeastStep, floor);
        floor = floor > 0 ? floor + (weight * Math.Clamp(noise - floor, -step, step)) : Math.Min(noise, _firstMost);
        Set(cell, floor);
    }

    private void Set(int cell, float floor)
    {
        _floors[cell] = floor;
        _deadZones[cell] = (byte)Math.Clamp((_factor * floor) + AlmostOne, _deadZone, _largest);
    }
}
