using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Builds a bicycle around the origin, front wheel along y.</summary>
internal static class Bicycle
{
    /// <summary>Height of a rider's pelvis.</summary>
    public const float Saddle = 1.0f;

    private const float Radius = 0.34f;

    public static void Build(Mesh mesh, in Paint frame, float crank)
    {
        Paint rubber = Paint.Of(26, 26, 27), steel = Paint.Of(160, 162, 166, 0.4f), leather = Paint.Of(30, 26, 24, 0.1f);
        Wheel(mesh, -0.52f, rubber, steel);
        Wheel(mesh, 0.54f, rubber, steel);
        Vec3 bottom = new(0, -0.08f, 0.29f), seat = new(0, -0.22f, 0.78f), head = new(0, 0.36f, 0.8f);
        CarDetails.Bar(mesh, bottom, seat, 0.02f, frame);
        CarDetails.Bar(mesh, seat, head, 0.02f, frame);
        CarDetails.Bar(mesh, bottom, head, 0.024f, frame);
        CarDetails.Bar(mesh, bottom, new Vec3(0, -0.52f, Radius), 0.014f, frame);
        CarDetails.Bar(mesh, seat, new Vec3(0, -0.52f, Radius), 0.012f, frame);
        CarDetails.Bar(mesh, head, new Vec3(0, 0.54f, Radius), 0.018f, frame);
        CarDetails.Bar(mesh, seat, new Vec3(0, -0.25f, 0.92f), 0.014f, steel);
        CarDetails.Bar(mesh, head, new Vec3(0, 0.34f, 1.02f), 0.014f, steel);
        CarDetails.Bar(mesh, new Vec3(-0.27f, 0.32f, 1.04f), new Vec3(0.27f, 0.32f, 1.04f), 0.014f, leather);
        Loft.Ball(mesh, Frame3.Identity with { Origin = new Vec3(0, -0.27f, 0.94f) }, 0.08f, 0.13f, 0.035f, leather, 8);
        float c = Trigonometry.Cos(crank) * 0.17f, s = Trigonometry.Sin(crank) * 0.17f;
        CarDetails.Bar(mesh, bottom + new Vec3(0.06f, 0, 0), bottom + new Vec3(0.06f, s, c), 0.012f, steel);
        CarDetails.Bar(mesh, bottom - new Vec3(0.06f, 0, 0), bottom + new Vec3(-0.06f, -s, -c), 0.012f, steel);
    }

    private static void Wheel(Mesh mesh, float y, in Paint rubber, in Paint steel)
    {
        const int segments = 24;
        var hub = new Vec3(0, y, Radius);
        for (int i = 0; i < segments; i++)
        {
            Vec3 from = Round(i, segments), to = Round(i + 1, segments);
            CarDetails.Bar(mesh, hub + (from * Radius), hub + (to * Radius), 0.02f, rubber);
            if (i % 3 == 0)
                CarDetails.Bar(mesh, hub, hub + (from * Radius), 0.004f, steel);
        }
    }

    private static Vec3 Round(int step, int segments)
    {
        float angle = step * 2 * Trigonometry.Pi / segments;
        return new Vec3(0, Trigonometry.Cos(angle), Trigonometry.Sin(angle));
    }
}
