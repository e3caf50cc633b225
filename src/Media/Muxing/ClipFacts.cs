namespace VideoDyn.Media.Muxing;

/// <summary>A clip that was written.</summary>
/// <param name="Packets">Coded packets in it.</param>
/// <param name="IsWhole">Whether nothing is missing between its first packet and the end that was asked for.</param>
public readonly record struct ClipFacts(long Packets, bool IsWhole);
