using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Rendering;

/// <summary>Triangles with paint, in buffers that only grow.</summary>
internal sealed class Mesh
{
    public Vec3[] Points = new Vec3[1024];
    public Vec3[] Normals = new Vec3[1024];
    public Paint[] Paints = new Paint[1024];
    public float[] Openness = new float[1024];
    public int[] Triangles = new int[4096];

    public int PointCount { get; private set; }

    public int IndexCount { get; private set; }

    public void Clear() => (PointCount, IndexCount) = (0, 0);

    /// <summary>Adds a vertex.</summary>
    /// <returns>Its number.</returns>
    public int Point(Vec3 place, Vec3 normal, in Paint paint, float openness = 1)
    {
        if (PointCount == Points.Length)
        {
            int size = PointCount * 2;
            Array.Resize(ref Points, size);
            Array.Resize(ref Normals, size);
            Array.Resize(ref Paints, size);
            Array.Resize(ref Openness, size);
        }

        Points[PointCount] = place;
        Normals[PointCount] = normal;
        Paints[PointCount] = paint;
        Openness[PointCount] = openness;
        return PointCount++;
    }

    public void Triangle(int a, int b, int c)
    {
        if (IndexCount + 3 > Triangles.Length)
            Array.Resize(ref Triangles, Triangles.Length * 2);
        Triangles[IndexCount++] = a;
        Triangles[IndexCount++] = b;
        Triangles[IndexCount++] = c;
    }

    /// <summary>A flat quadrilateral with its own vertices.</summary>
    public void Quad(Vec3 a, Vec3 b, Vec3 c, Vec3 d, in Paint paint, float openness = 1)
    {
        Vec3 normal = Vec3.Cross(b - a, d - a).Normalized();
        int first = Point(a, normal, paint, openness);
        Point(b, normal, paint, openness);
        Point(c, normal, paint, openness);
        Point(d, normal, paint, openness);
        Triangle(first, first + 1, first + 2);
        Triangle(first, first + 2, first + 3);
    }

    /// <summary>Copies another mesh, placed.</summary>
    public void Add(Mesh other, in Frame3 at)
    {
        int first = PointCount;
        for (int i = 0; i < other.PointCount; i++)
            Point(at.Point(other.Points[i]), at.Direction(other.Normals[i]), other.Paints[i], other.Openness[i]);
        for (int i = 0; i < other.IndexCount; i += 3)
            Triangle(first + other.Triangles[i], first + other.Triangles[i + 1], first + other.Triangles[i + 2]);
    }
}
