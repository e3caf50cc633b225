namespace VideoDyn.Synth.Numerics;

/// <summary>A seeded stream of random numbers (SplitMix64), the same on every machine and version of the runtime.</summary>
internal sealed class Dice(ulong seed)
{
    private ulong _state = seed;

    /// <summary>A dice of its own for one purpose, so that drawing more for another changes nothing here.</summary>
    public static Dice For(int seed, int purpose, int index = 0) =>
        new(((ulong)Hash.Of(seed, purpose, index) << 32) | Hash.Of(index, seed, purpose + 77));

    /// <summary>In [0, 1).</summary>
    public float Unit() => (Next() >> 40) * (1f / (1 << 24));

    /// <summary>In [low, high).</summary>
    public float Between(float low, float high) => low + ((high - low) * Unit());

    /// <summary>0 to count - 1.</summary>
    public int Below(int count) => (int)((Next() >> 33) % (uint)count);

    /// <summary>One of several.</summary>
    public T Pick<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>True with a probability.</summary>
    public bool Chance(float probability) => Unit() < probability;

    private ulong Next()
    {
        unchecked
        {
            ulong value = _state += 0x9E3779B97F4A7C15;
            value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
            value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
            return value ^ (value >> 31);
        }
    }
}
