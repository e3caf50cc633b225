namespace VideoDyn.Spatial.Policies.Online;

/// <summary>Random numbers from a seed and a frame's index, the same on every machine.</summary>
/// <remarks>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014).</remarks>
/// <param name="seed">The seed.</param>
/// <param name="index">What else tells the sequences apart.</param>
internal struct Lots(int seed, long index)
{
    private ulong _state = ((ulong)(uint)seed << 32) ^ ((ulong)index * 0x9E3779B97F4A7C15);

    /// <summary>The next number, at least 0 and below 1.</summary>
    public float Next()
    {
        ulong mixed = _state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        mixed ^= mixed >> 31;
        return (mixed >> 40) * (1f / (1 << 24));
    }

    /// <summary>About a normal number of mean 0 and deviation 1: the sum of twelve even ones.</summary>
    public float NextNormal()
    {
        float sum = -6;
        for (int i = 0; i < 12; i++)
            sum += Next();
        return sum;
    }
}
