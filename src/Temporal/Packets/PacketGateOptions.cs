using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Packets;

/// <summary>Settings of <see cref="PacketGate"/>. Times are stream time; sizes are compared as powers of two.</summary>
public sealed record PacketGateOptions
{
    /// <summary>While resting, key frames are looked at no more often than this. Default 0.9 s, range 0 s to 1 min.</summary>
    public TimeSpan KeyInterval { get; init; } = TimeSpan.FromSeconds(0.9);

    /// <summary>While resting, no longer than this passes without a look. Default 10 s, range 0.1 s to 1 day.</summary>
    public TimeSpan MaxBlind { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// A packet is unusual when it is larger than usual by more than this power of two. Default 0.4 (a third larger), range
    /// 0.05..4.
    /// </summary>
    public double Jump { get; init; } = 0.4;

    /// <summary>It is never unusual within this many mean deviations. Default 4, range 1..20.</summary>
    public double Deviations { get; init; } = 4;

    /// <summary>Small excesses of packets in a row are unusual when they add up to this power of two. Default 1.5, range 0.1..20.</summary>
    public double Sum { get; init; } = 1.5;

    /// <summary>Packets of a kind that must be known before others of it are judged. Default 6, range 2..1000.</summary>
    public int Packets { get; init; } = 6;

    /// <summary>Packets over which the usual size is averaged. Default 200, range 10..100000.</summary>
    public int Memory { get; init; } = 200;

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("packet gate")
        .Range(nameof(KeyInterval), KeyInterval, TimeSpan.Zero, TimeSpan.FromMinutes(1))
        .Range(nameof(MaxBlind), MaxBlind, TimeSpan.FromSeconds(0.1), TimeSpan.FromDays(1))
        .Range(nameof(Jump), Jump, 0.05, 4)
        .Range(nameof(Deviations), Deviations, 1, 20)
        .Range(nameof(Sum), Sum, 0.1, 20)
        .Range(nameof(Packets), Packets, 2, 1000)
        .Range(nameof(Memory), Memory, 10, 100_000)
        .Throw();
}
