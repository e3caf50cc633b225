namespace VideoDyn.Media.Decoding.Gating;

/// <summary>How many packets are kept undecoded.</summary>
/// <param name="Packets">Most packets: more than half a minute of a usual camera.</param>
/// <param name="Bytes">Most bytes of them.</param>
internal sealed record DecodeLimits(int Packets = 1024, long Bytes = 32 << 20);
