using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Round flat things seen from the side: wheels and what they stand in.</summary>
internal static class Discs
{
    private const int Segments = 20;

    /// <summary>A disc that faces sideways; below the given height above its hub's foot it is cut off.</summary>
    public static void Build(Mesh mesh, Vec3 hub, int side, float radius, float cut, in Paint paint, float openness)
    {
        var normal = new Vec3(side, 0, 0);
        int centre = mesh.Point(hub, normal, paint, openness);
        int first = mesh.PointCount;
        for (int i = 0; i < Segments; i++)
        {
            float angle = i * 2 * Trigonometry.Pi / Segments;
            float rise = Math.Max(-cut + 0.12f, radius * Trigonometry.Sin(angle));
            mesh.Point(hub + new Vec3(0, radius * Trigonometry.Cos(angle), rise), normal, paint, openness);
        }

        for (int i = 0; i < Segments; i++)
            mesh.Triangle(centre, first + i, first + ((i + 1) % Segments));
    }

    /// <summary>A wheel: rubber with its tread, a rim with five spokes.</summary>
    public static void Tyre(Mesh mesh, Vec3 hub, int side, float radius, float width)
    {
        Paint rubber = Paint.Of(34, 34, 35), rim = Paint.Of(150, 152, 156, 0.35f), gap = Paint.Of(38, 38, 40);
        var outwards = new Vec3(side, 0, 0);
        Build(mesh, hub, side, radius, 9, rubber, 0.8f);
        Build(mesh, hub + (outwards * 0.006f), side, radius * 0.66f, 9, rim, 0.9f);
        for (int spoke = 0; spoke < 5; spoke++)
        {
            float angle = ((spoke * 2) + 0.5f) * Trigonometry.Pi / 5;
            var at = new Vec3(0.012f * side, Trigonometry.Cos(angle) * radius * 0.4f, Trigonometry.Sin(angle) * radius * 0.4f);
            Build(mesh, hub + at, side, radius * 0.15f, 9, gap, 0.7f);
        }

        int first = mesh.PointCount;
        for (int i = 0; i < Segments; i++)
        {
            float angle = i * 2 * Trigonometry.Pi / Segments;
            var round = new Vec3(0, Trigonometry.Cos(angle), Trigonometry.Sin(angle));
            mesh.Point(hub + (round * radius), round, rubber, 0.6f);
            mesh.Point(hub + (round * radius) - (outwards * width), round, rubber, 0.4f);
        }

        for (int i = 0; i < Segments; i++)
        {
            int a = first + (2 * i), b = first + (2 * ((i + 1) % Segments));
            mesh.Triangle(a, b, b + 1);
            mesh.Triangle(a, b + 1, a + 1);
        }
    }
}
