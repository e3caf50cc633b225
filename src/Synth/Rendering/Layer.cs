using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>
/// One sample of the standing scenery, kept apart from the light so that the light may change: linear colour, share of
/// ambient light and of sun, own glow, distance from the eye.
/// </summary>
internal struct Layer
{
    public float R;
    public float G;
    public float B;

    /// <summary>Share of the ambient light that arrives.</summary>
    public float Ambient;

    /// <summary>Share of the sun that arrives.</summary>
    public float Sun;

    /// <summary>Own light.</summary>
    public float Glow;

    /// <summary>1 where moving things cast shadows: the ground.</summary>
    public float Floor;

    /// <summary>Distance from the eye in metres.</summary>
    public float Distance;

    public static Layer Mix(in Layer a, in Layer b, float t)
    {
        Layer mixed;
        mixed.R = a.R + ((b.R - a.R) * t);
        mixed.G = a.G + ((b.G - a.G) * t);
        mixed.B = a.B + ((b.B - a.B) * t);
        mixed.Ambient = a.Ambient + ((b.Ambient - a.Ambient) * t);
        mixed.Sun = a.Sun + ((b.Sun - a.Sun) * t);
        mixed.Glow = a.Glow + ((b.Glow - a.Glow) * t);
        mixed.Floor = a.Floor + ((b.Floor - a.Floor) * t);
        mixed.Distance = a.Distance + ((b.Distance - a.Distance) * t);
        return mixed;
    }

    /// <summary>The colour seen.</summary>
    /// <param name="light">The light now.</param>
    /// <param name="shadow">Share of the sun that moving things hide.</param>
    /// <param name="contact">Share of the ambient light that moving things hide.</param>
    public readonly Vec3 Lit(in Lighting light, float shadow, float contact)
    {
        float ambient = Ambient * (1 - (contact * Floor)), sun = Sun * (1 - (shadow * Floor));
        return new Vec3(
            (R * ((light.Sky.X * ambient) + (light.Sun.X * sun))) + (Glow * light.Glow.X),
            (G * ((light.Sky.Y * ambient) + (light.Sun.Y * sun))) + (Glow * light.Glow.Y),
            (B * ((light.Sky.Z * ambient) + (light.Sun.Z * sun))) + (Glow * light.Glow.Z));
    }
}
