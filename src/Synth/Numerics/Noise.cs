namespace VideoDyn.Synth.Numerics;

/// <summary>Value noise on an integer lattice: smooth random textures in world space.</summary>
internal static class Noise
{
    /// <summary>Smooth noise with features of size 1, in [0, 1).</summary>
    public static float At(float x, float y, int seed)
    {
        float column = MathF.Floor(x), row = MathF.Floor(y);
        float fx = Smooth(x - column), fy = Smooth(y - row);
        int i = (int)column, j = (int)row;
        float top = Hash.Unit(i, j, seed), right = Hash.Unit(i + 1, j, seed);
        float bottom = Hash.Unit(i, j + 1, seed), corner = Hash.Unit(i + 1, j + 1, seed);
        top += (right - top) * fx;
        bottom += (corner - bottom) * fx;
        return top + ((bottom - top) * fy);
    }

    /// <summary>Noise with detail on several scales, each half as large and as strong as the one before, in [0, 1).</summary>
    public static float Fractal(float x, float y, int octaves, int seed)
    {
        float sum = 0, weight = 0.5f, total = 0;
        for (int octave = 0; octave < octaves; octave++)
        {
            sum += At(x, y, seed + (octave * 101)) * weight;
            total += weight;
            weight *= 0.5f;
            (x, y) = ((x * 2.03f) + 17.3f, (y * 2.03f) + 5.7f);
        }

        return sum / total;
    }

    /// <summary>0 below the first edge, 1 above the second, smooth between.</summary>
    public static float Step(float low, float high, float value) => Smooth(Math.Clamp((value - low) / (high - low), 0, 1));

    private static float Smooth(float t) => t * t * (3 - (2 * t));
}
