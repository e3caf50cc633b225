namespace VideoDyn.Synth.Numerics;

/// <summary>Integer hashing: randomness that depends on place and seed only, so nothing needs to be drawn in order.</summary>
internal static class Hash
{
    /// <summary>Mixes three numbers into 32 bits.</summary>
    public static uint Of(int x, int y, int seed)
    {
        unchecked
        {
            uint value = ((uint)x * 0x9E3779B1u) ^ ((uint)y * 0x85EBCA77u) ^ ((uint)seed * 0xC2B2AE3Du);
            value = (value ^ (value >> 15)) * 0x2C1B3C6Du;
            value = (value ^ (value >> 12)) * 0x297A2D39u;
            return value ^ (value >> 15);
        }
    }

    /// <summary>A number in [0, 1).</summary>
    public static float Unit(int x, int y, int seed) => (Of(x, y, seed) >> 8) * (1f / (1 << 24));
}
