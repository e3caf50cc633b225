using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Backdrops;

/// <summary>Where a ray meets the scenery.</summary>
/// <param name="Point">The place in the world.</param>
/// <param name="Normal">Unit normal of the surface.</param>
/// <param name="Direction">Unit direction of the ray.</param>
/// <param name="Footprint">Size of a sample on the surface in metres; finer detail must fade.</param>
/// <param name="Across">Metres along the surface to the side, from the box's edge; the world's x on the ground.</param>
/// <param name="Along">Metres up the surface, from the box's foot; the world's y on the ground.</param>
internal readonly record struct Hit(Vec3 Point, Vec3 Normal, Vec3 Direction, float Footprint, float Across, float Along);

/// <summary>What a surface is like at a hit.</summary>
/// <param name="Color">Share of light scattered, linear.</param>
/// <param name="Glow">Own light.</param>
/// <param name="Mirror">Share of the sky that it mirrors.</param>
/// <param name="Openness">Share of the ambient light that small structure lets in.</param>
internal readonly record struct Surface(Vec3 Color, float Glow = 0, float Mirror = 0, float Openness = 1);

/// <summary>A procedural texture.</summary>
internal abstract class Material
{
    /// <summary>The surface at a hit.</summary>
    public abstract Surface At(in Hit hit);

    /// <summary>How much detail of a size is still to be seen: 1 when samples are finer, 0 when they are coarser.</summary>
    protected static float Detail(in Hit hit, float size) => Math.Clamp(1.5f - (hit.Footprint / size), 0, 1);
}
