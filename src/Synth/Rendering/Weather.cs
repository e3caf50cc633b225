using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Scenes;

namespace VideoDyn.Synth.Rendering;

/// <summary>The light over time, what the camera's exposure makes of it, and rain.</summary>
internal sealed class Weather(SynthOptions options, Scene scene)
{
    private const int Drops = 1400;

    /// <summary>The light at a time.</summary>
    public Lighting LightAt(float time)
    {
        float cloud = 1;
        if (options.Clouds > 0)
            cloud = 1 - ((float)options.Clouds * 0.85f * Noise.Step(0.38f, 0.62f, Noise.Fractal(time * 0.12f, 3.5f, 2, options.Seed + 800)));
        cloud *= 1 - (0.75f * (float)options.Rain);
        Lighting light = Lights.Mix(scene.Day, scene.Dusk, Lateness(time), cloud);
        // A covered sky scatters what it takes.
        return light with { Sky = light.Sky * (1 + (0.18f * (1 - cloud) * (1 - Lateness(time)))) };
    }

    /// <summary>Factor on the light per row of the picture.</summary>
    /// <returns>How much the camera amplifies, and with it the noise.</returns>
    public float Exposure(float time, Span<float> rows)
    {
        float late = Lateness(time);
        float gain = 1 + (1.5f * late);
        float depth = (float)options.Flicker;
        for (int y = 0; y < rows.Length; y++)
        {
            // Lamps flicker at 100 Hz; a rolling shutter near a multiple of it shows slow bands.
            float wave = depth == 0 ? 0 : Trigonometry.Sin((time * 2 * Trigonometry.Pi * 3.1f) + (y * 2 * Trigonometry.Pi * 1.3f / rows.Length));
            rows[y] = gain * (1 + (depth * wave));
        }

        return 1 + (1.4f * late);
    }

    /// <summary>Draws streaks of rain over a picture.</summary>
    public void Rain(Vec3[] picture, int index)
    {
        if (options.Rain <= 0)
            return;
        int width = options.Width, height = options.Height;
        int drops = (int)(Drops * options.Rain * width * height / (640f * 384));
        for (int drop = 0; drop < drops; drop++)
        {
            float near = Hash.Unit(drop, index, options.Seed + 810);
            int length = (int)(height * (0.02f + (0.07f * near * near)));
            float x = Hash.Unit(drop, index, options.Seed + 811) * width, y = (Hash.Unit(drop, index, options.Seed + 812) * (height + length)) - length;
            float strength = 0.10f + (0.12f * near);
            for (int step = 0; step < length; step++)
            {
                int px = (int)(x + (step * 0.12f)), py = (int)y + step;
                if ((uint)px >= (uint)width || (uint)py >= (uint)height)
                    continue;
                ref Vec3 pixel = ref picture[(py * width) + px];
                pixel = Vec3.Lerp(pixel, scene.Day.Horizon * (0.75f - (0.5f * Lateness(0))), strength);
            }
        }
    }

    private float Lateness(float time)
    {
        float start = (float)options.Dusk;
        if (!options.Ramp)
            return start;
        float share = Math.Clamp(time / Math.Max(0.1f, (float)options.Duration.TotalSeconds), 0, 1);
        return start + ((1 - start) * share);
    }
}
