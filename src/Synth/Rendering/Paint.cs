using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>How a surface looks: linear colour, and how it mirrors.</summary>
/// <param name="Color">Share of light scattered, linear.</param>
/// <param name="Gloss">0 dull, 0.04 skin and leather, 0.3 car paint, 1 glass.</param>
/// <param name="Glow">Own light.</param>
internal readonly record struct Paint(Vec3 Color, float Gloss = 0, float Glow = 0)
{
    /// <summary>A paint from the code values people know from pictures (sRGB, 0..255).</summary>
    public static Paint Of(int red, int green, int blue, float gloss = 0, float glow = 0) =>
        new(Linear(red, green, blue), gloss, glow);

    /// <summary>The linear colour of sRGB code values.</summary>
    public static Vec3 Linear(float red, float green, float blue) => new(Linear(red), Linear(green), Linear(blue));

    /// <summary>The same paint darker or brighter.</summary>
    public Paint Times(float factor) => this with { Color = Color * factor };

    private static float Linear(float code) => (float)Trigonometry.Power(Math.Clamp(code, 0, 255) / 255.0, 2.2);
}
