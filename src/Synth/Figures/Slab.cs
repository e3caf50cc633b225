using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>A block with flat faces.</summary>
internal static class Slab
{
    /// <summary>Builds a block around the origin of a frame, with half sizes in metres.</summary>
    public static void Build(Mesh mesh, in Frame3 at, float hx, float hy, float hz, in Paint paint, float openness = 0.95f)
    {
        Span<Vec3> c = stackalloc Vec3[8];
        for (int i = 0; i < 8; i++)
            c[i] = at.Point(new Vec3((i & 1) == 0 ? -hx : hx, (i & 2) == 0 ? -hy : hy, (i & 4) == 0 ? -hz : hz));
        mesh.Quad(c[0], c[2], c[3], c[1], paint, openness * 0.5f);
        mesh.Quad(c[4], c[5], c[7], c[6], paint, openness);
        mesh.Quad(c[0], c[1], c[5], c[4], paint, openness * 0.9f);
        mesh.Quad(c[2], c[6], c[7], c[3], paint, openness * 0.9f);
        mesh.Quad(c[0], c[4], c[6], c[2], paint, openness * 0.9f);
        mesh.Quad(c[1], c[3], c[7], c[5], paint, openness * 0.9f);
    }
}
