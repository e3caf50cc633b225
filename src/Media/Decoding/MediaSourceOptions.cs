using VideoDyn.Media.Live;
using VideoDyn.Media.Muxing;

namespace VideoDyn.Media.Decoding;

/// <summary>How a source is read.</summary>
public sealed record MediaSourceOptions
{
    /// <summary>Stream time of the first picture to hand out; zero reads from the beginning. Not negative.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>
    /// Stream time after <see cref="Start"/> at which reading ends (exclusive); null reads to the end. More than zero.
    /// </summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>Threads of the decoder, 1..64. More than one costs memory and one picture of delay each.</summary>
    public int DecodeThreads { get; init; } = 1;

    /// <summary>Name for people and events; null takes the file name without folder.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Reads the input as a camera with these options, a file in real time; null reads only addresses as cameras that can
    /// be nothing else. Excludes <see cref="Start"/> and <see cref="Duration"/>.
    /// </summary>
    public LiveOptions? Live { get; init; }

    /// <summary>Remembers the coded packets, so that clips can be cut from them; null for none. The caller disposes it.</summary>
    public PacketRing? Packets { get; init; }

    /// <summary>Pictures per second of an image sequence, which says none itself; more than zero.</summary>
    public double ImageRate { get; init; } = 25;
}
