namespace VideoDyn.Evaluation.Statistics;

/// <summary>
/// The SplitMix64 generator (Steele, Lea and Flood, 2014). Its sequence is defined by its text, so that seeded results
/// stay the same over versions of the runtime.
/// </summary>
public struct SplitMix64
{
    private ulong _state;

    /// <summary>Starts the sequence of a seed.</summary>
    public SplitMix64(ulong seed) => _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        _state += 0x9E3779B97F4A7C15;
        ulong mixed = (_state ^ (_state >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1, equally likely but for a bias below 2^-32.</summary>
    /// <param name="count">At least 1.</param>
    public int NextIndex(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)Math.BigMul(Next(), (ulong)count, out _);
    }
}
