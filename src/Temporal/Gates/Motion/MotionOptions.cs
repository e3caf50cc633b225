namespace VideoDyn.Temporal.Gates.Motion;

/// <summary>Settings of <see cref="MotionGate"/>, under the names and with the defaults that users of Frigate know.</summary>
public sealed record MotionOptions
{
    /// <summary>The defaults.</summary>
    public static MotionOptions Default { get; } = new();

    /// <summary>Difference in gray levels above which a pixel has changed, 1..255. Default 30.</summary>
    public int Threshold { get; init; } = 30;

    /// <summary>Area of a changed spot, in pixels of the small picture, above which it is motion; at least 0. Default 10.</summary>
    public double ContourArea { get; init; } = 10;

    /// <summary>Share of a new picture in the running average, above 0, at most 1. Default 0.01.</summary>
    public double FrameAlpha { get; init; } = 0.01;

    /// <summary>Height of the small picture in pixels, 16..1080; its width follows the frame's shape. Default 100.</summary>
    public int FrameHeight { get; init; } = 100;

    /// <summary>Changed share of the picture above which the light has changed and the average is learned anew, above 0, at most 1. Default 0.8.</summary>
    public double LightningThreshold { get; init; } = 0.8;

    /// <summary>Checks the ranges.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range.</exception>
    public void Validate()
    {
        Require(Threshold is >= 1 and <= 255, nameof(Threshold), Threshold, "1 to 255");
        Require(ContourArea >= 0 && double.IsFinite(ContourArea), nameof(ContourArea), ContourArea, "0 or more");
        Require(FrameAlpha is > 0 and <= 1, nameof(FrameAlpha), FrameAlpha, "above 0, at most 1");
        Require(FrameHeight is >= 16 and <= 1080, nameof(FrameHeight), FrameHeight, "16 to 1080");
        Require(LightningThreshold is > 0 and <= 1, nameof(LightningThreshold), LightningThreshold, "above 0, at most 1");
    }

    private static void Require(bool condition, string name, object value, string range)
    {
        if (!condition)
            throw new ArgumentOutOfRangeException(name, value, $"expects {range}");
    }
}
