using VideoDyn.Core.Errors;

namespace VideoDyn.Temporal.Signals;

/// <summary>What counts as a change of pixels, of a block's noise and of the whole picture.</summary>
public sealed record ChangeSignalOptions
{
    /// <summary>
    /// Difference in luma code values up to which a pixel counts as unchanged. Default 20, range 0..254. Lower sees
    /// fainter changes; below about three times the camera's noise everything changes always.
    /// </summary>
    public int DeadZone { get; init; } = 20;

    /// <summary>
    /// The dead-zone of a block is at least this many times its noise floor. Default 4, range 0..16; 0 switches it off.
    /// For normally distributed noise 3.2 keeps 99 % of the pixels inside.
    /// </summary>
    public double NoiseFactor { get; init; } = 4;

    /// <summary>Largest dead-zone that noise may lead to, in code values. Default 48, range <see cref="DeadZone"/>..254.</summary>
    public int LargestDeadZone { get; init; } = 48;

    /// <summary>A block is idle, and teaches its noise floor, up to this share of changed pixels. Default 0.01, range 0..1.</summary>
    public double IdleShare { get; init; } = 0.01;

    /// <summary>Time constant of the noise floor in stream time. Default 5 s, range 0.1 s to 10 min.</summary>
    public TimeSpan NoiseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A scene cut changes at least this share of the picture's pixels. Default 0.5, range 0..1.</summary>
    public double CutShare { get; init; } = 0.5;

    /// <summary>
    /// A scene cut spreads the blocks' signed changes at least this far around their median, in code values, so that a
    /// change of light is none. Default 16, range 0..255.
    /// </summary>
    public double CutSpread { get; init; } = 16;

    /// <summary>
    /// Blocks by which everything known moves at a time when the camera does, so that blocks go on showing the same things.
    /// Default 0: blocks stay where they are in the picture. Range 0..64.
    /// </summary>
    public int FollowStep { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="VideoDynException">At least one is out of range; the message names all (kind Configuration).</exception>
    public void Validate() => new OptionProblems("change signal")
        .Range(nameof(DeadZone), DeadZone, 0, 254)
        .Range(nameof(NoiseFactor), NoiseFactor, 0, 16)
        .Range(nameof(LargestDeadZone), LargestDeadZone, DeadZone, 254)
        .Range(nameof(IdleShare), IdleShare, 0, 1)
        .Range(nameof(NoiseTime), NoiseTime, TimeSpan.FromSeconds(0.1), TimeSpan.FromMinutes(10))
        .Range(nameof(CutShare), CutShare, 0, 1)
        .Range(nameof(FollowStep), FollowStep, 0, 64)
        .Range(nameof(CutSpread), CutSpread, 0, 255)
        .Throw();
}
