using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>One cross-section of a body: an ellipse in the x-y plane of a frame.</summary>
/// <param name="Frame">Place and orientation; the body runs along z.</param>
/// <param name="RadiusX">Half width in metres.</param>
/// <param name="RadiusY">Half depth in metres.</param>
/// <param name="Paint">How the body looks here.</param>
/// <param name="Openness">How open to the light, 0..1.</param>
internal readonly record struct Ring(Frame3 Frame, float RadiusX, float RadiusY, Paint Paint, float Openness = 1);

/// <summary>Skins stretched over rings: limbs, bodies, heads.</summary>
internal static class Loft
{
    private const int MostSides = 16;
    private static readonly Vec3[] s_circle = new Vec3[MostSides * (MostSides + 1)];

    static Loft()
    {
        for (int sides = 3; sides <= MostSides; sides++)
        {
            for (int i = 0; i < sides; i++)
            {
                float angle = (i + 0.5f) * 2 * Trigonometry.Pi / sides;
                s_circle[(sides * MostSides) + i] = new Vec3(Trigonometry.Cos(angle), Trigonometry.Sin(angle), 0);
            }
        }
    }

    /// <summary>A skin over rings, closed at both ends.</summary>
    public static void Skin(Mesh mesh, ReadOnlySpan<Ring> rings, int sides, float foldDepth = 0, int seed = 0)
    {
        ReadOnlySpan<Vec3> circle = s_circle.AsSpan(sides * MostSides, sides);
        int first = mesh.PointCount;
        for (int r = 0; r < rings.Length; r++)
        {
            ref readonly Ring ring = ref rings[r];
            // The skin leans where the radius changes along the body; ends look outwards.
            ref readonly Ring below = ref rings[Math.Max(0, r - 1)];
            ref readonly Ring above = ref rings[Math.Min(rings.Length - 1, r + 1)];
            Vec3 along = above.Frame.Origin - below.Frame.Origin;
            float run = Math.Max(1e-4f, along.Length);
            float lean = Math.Clamp((below.RadiusX + below.RadiusY - above.RadiusX - above.RadiusY) / 2 / run, -3, 3);
            for (int i = 0; i < sides; i++)
            {
                Vec3 c = circle[i];
                Vec3 place = ring.Frame.Point(new Vec3(c.X * ring.RadiusX, c.Y * ring.RadiusY, 0));
                Vec3 normal = ring.Frame.Direction(new Vec3(c.X * ring.RadiusY, c.Y * ring.RadiusX, 0)).Normalized();
                normal = (normal + (along * (lean / run))).Normalized();
                Paint paint = foldDepth == 0 ? ring.Paint : ring.Paint.Times(1 + (foldDepth * ((Hash.Unit(r, i, seed) * 2) - 1)));
                mesh.Point(place, normal, paint, ring.Openness);
            }
        }

        for (int r = 0; r + 1 < rings.Length; r++)
        {
            for (int i = 0; i < sides; i++)
            {
                int a = first + (r * sides) + i, b = first + (r * sides) + ((i + 1) % sides);
                mesh.Triangle(a, b, b + sides);
                mesh.Triangle(a, b + sides, a + sides);
            }
        }

        Cap(mesh, rings[0], rings[0].Frame.Origin - rings[1].Frame.Origin, first, sides);
        Cap(mesh, rings[^1], rings[^1].Frame.Origin - rings[^2].Frame.Origin, first + ((rings.Length - 1) * sides), sides);
    }

    /// <summary>A limb of round sections from one point to another.</summary>
    public static void Limb(Mesh mesh, in Frame3 at, float length, float from, float middle, float to, in Paint paint, int sides = 8, float openness = 1, float folds = 0)
    {
        ReadOnlySpan<Ring> rings =
        [
            new(at.Shifted(new Vec3(0, 0, from * 0.6f)), from * 0.7f, from * 0.7f, paint, openness),
            new(at, from, from, paint, openness),
            new(at.Shifted(new Vec3(0, 0, -length * 0.35f)), middle, middle, paint, openness),
            new(at.Shifted(new Vec3(0, 0, -length * 0.7f)), (middle + to) / 2, (middle + to) / 2, paint, openness),
            new(at.Shifted(new Vec3(0, 0, -length)), to, to, paint, openness),
            new(at.Shifted(new Vec3(0, 0, -length - (to * 0.5f))), to * 0.7f, to * 0.7f, paint, openness),
        ];
        Skin(mesh, rings, sides, folds, 7);
    }

    /// <summary>An ellipsoid.</summary>
    public static void Ball(Mesh mesh, in Frame3 at, float rx, float ry, float rz, in Paint paint, int sides = 10, float openness = 1)
    {
        Span<Ring> rings = stackalloc Ring[8];
        for (int r = 0; r < rings.Length; r++)
        {
            float angle = ((r + 0.35f) / (rings.Length - 0.3f) * Trigonometry.Pi) - (Trigonometry.Pi / 2);
            float c = Trigonometry.Cos(angle);
            rings[r] = new Ring(at.Shifted(new Vec3(0, 0, rz * Trigonometry.Sin(angle))), rx * c, ry * c, paint, openness);
        }

        Skin(mesh, rings, sides);
    }

    private static void Cap(Mesh mesh, in Ring ring, Vec3 outwards, int first, int sides)
    {
        int centre = mesh.Point(ring.Frame.Origin, outwards.Normalized(), ring.Paint, ring.Openness);
        for (int i = 0; i < sides; i++)
            mesh.Triangle(centre, first + i, first + ((i + 1) % sides));
    }
}
