using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Backdrops.Materials;

/// <summary>A ceiling of panels with a row of lamps along y.</summary>
internal sealed class Ceiling(float lampEvery, float lampHalf) : Material
{
    public override Surface At(in Hit hit)
    {
        float place = hit.Point.Y / lampEvery;
        float from = Math.Abs(place - MathF.Floor(place) - 0.5f) * lampEvery;
        if (from < 0.6f && Math.Abs(hit.Point.X) < lampHalf)
            return new Surface(Paint.Linear(240, 240, 236), 1.1f);
        float panelX = hit.Point.X / 0.6f, panelY = hit.Point.Y / 0.6f;
        float gap = Math.Min(Math.Abs(panelX - MathF.Floor(panelX + 0.5f)), Math.Abs(panelY - MathF.Floor(panelY + 0.5f)));
        float near = 0.75f + (0.35f * Noise.Step(2.2f, 0.6f, from));
        return new Surface(Paint.Linear(206, 205, 200) * ((gap < 0.02f ? 0.72f : 1) * near));
    }
}
