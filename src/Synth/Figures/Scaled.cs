using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>The mesh of one person under construction: who, and how tall.</summary>
internal readonly record struct Scaled(Mesh Mesh, Look Look, float Scale)
{
    /// <summary>A length of the average person.</summary>
    public float Of(float metres) => metres * Scale;

    /// <summary>A width of the average person.</summary>
    public float Wide(float metres) => metres * Scale * Look.Build;

    /// <summary>A place of the average person.</summary>
    public Vec3 At(float x, float y, float z) => new(Wide(x), Wide(y), Of(z));
}
