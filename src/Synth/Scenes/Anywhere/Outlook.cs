using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>A camera somewhere, from a tripod to a roof, that looks along y; and what ground it sees.</summary>
/// <param name="Place">Where it hangs.</param>
/// <param name="Near">Depth of the ground at the lower edge of the picture, in metres.</param>
/// <param name="Far">Depth beyond which nobody is about.</param>
internal readonly record struct Outlook(CameraPlace Place, float Near, float Far)
{
    /// <summary>Half of the picture's height by its width, at the usual format.</summary>
    private const float HalfHeight = 0.3f;

    /// <summary>Draws one.</summary>
    public static Outlook Draw(Dice dice)
    {
        float height = dice.Unit() switch { < 0.4f => dice.Between(1.1f, 2.4f), < 0.8f => dice.Between(2.4f, 5.5f), _ => dice.Between(5.5f, 9) };
        float focal = LogBetween(dice, 0.6f, 1.5f);
        float middle = LogBetween(dice, Math.Max(4.5f, height * 1.3f), 24);
        float pitch = Trigonometry.Atan2(height, middle) + dice.Between(-0.05f, 0.05f);
        float lowest = pitch + Trigonometry.Atan2(HalfHeight, focal);
        float near = Math.Max(1.6f, height * Trigonometry.Cos(lowest) / Trigonometry.Sin(lowest));
        return new Outlook(new CameraPlace(new Vec3(0, 0, height), (Trigonometry.Pi / 2) + dice.Between(-0.1f, 0.1f), pitch, focal), near, Math.Min(38, near * 12));
    }

    /// <summary>Half of the width that is seen at a depth.</summary>
    public float Half(float depth) => 0.5f * depth / Place.Focal;

    /// <summary>A place that the camera sees, near ones as often as far ones.</summary>
    /// <param name="dice">Chooses.</param>
    /// <param name="closest">No nearer than this, for a focal length of 1.</param>
    /// <param name="furthest">No further than this.</param>
    public (float X, float Y) Spot(Dice dice, float closest, float furthest)
    {
        float low = Math.Max(Near * 0.95f, closest * Place.Focal), high = Math.Max(low * 1.1f, Math.Min(Far, furthest));
        float y = LogBetween(dice, low, high);
        return (dice.Between(-1.05f, 1.05f) * Half(y), y);
    }

    /// <summary>In [low, high), every doubling equally often.</summary>
    public static float LogBetween(Dice dice, float low, float high) => low * (float)Trigonometry.Power(high / low, dice.Unit());
}
