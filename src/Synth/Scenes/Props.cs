using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes;

/// <summary>Small things that stand about.</summary>
internal static class Props
{
    private static readonly Plain s_wood = new(Paint.Linear(122, 88, 60), 0.5f, 71);
    private static readonly Plain s_iron = new(Paint.Linear(52, 54, 56), 0.3f, 72);
    private static readonly Plain s_concrete = new(Paint.Linear(158, 154, 148), 0.4f, 73);

    /// <summary>A street lamp.</summary>
    public static Mesh Lamp(float x, float y, float height)
    {
        var mesh = new Mesh();
        Paint iron = Paint.Of(48, 52, 54, 0.15f);
        CarDetails.Bar(mesh, new Vec3(x, y, 0), new Vec3(x, y, 0.8f), 0.09f, iron);
        CarDetails.Bar(mesh, new Vec3(x, y, 0.8f), new Vec3(x, y, height), 0.05f, iron);
        Loft.Ball(mesh, Frame3.Identity with { Origin = new Vec3(x, y, height + 0.15f) }, 0.2f, 0.2f, 0.22f, Paint.Of(226, 224, 214, 0.2f, 2.2f));
        Loft.Ball(mesh, Frame3.Identity with { Origin = new Vec3(x, y, height + 0.36f) }, 0.24f, 0.24f, 0.06f, iron);
        return mesh;
    }

    /// <summary>A signal post with its lamps.</summary>
    public static Mesh Signal(float x, float y, int facing)
    {
        var mesh = new Mesh();
        Paint iron = Paint.Of(60, 62, 64, 0.15f);
        CarDetails.Bar(mesh, new Vec3(x, y, 0), new Vec3(x, y, 2.9f), 0.055f, iron);
        Slab.Build(mesh, Frame3.Identity with { Origin = new Vec3(x + (0.12f * facing), y, 2.55f) }, 0.13f, 0.13f, 0.38f, Paint.Of(26, 28, 28));
        return mesh;
    }

    /// <summary>A bench along x.</summary>
    public static IEnumerable<Box> Bench(float x, float y) =>
    [
        Block(x - 0.8f, x - 0.68f, y - 0.2f, y + 0.2f, 0, 0.4f, s_iron), Block(x + 0.68f, x + 0.8f, y - 0.2f, y + 0.2f, 0, 0.4f, s_iron),
        Block(x - 0.9f, x + 0.9f, y - 0.24f, y - 0.09f, 0.4f, 0.45f, s_wood), Block(x - 0.9f, x + 0.9f, y - 0.07f, y + 0.08f, 0.4f, 0.45f, s_wood),
        Block(x - 0.9f, x + 0.9f, y + 0.1f, y + 0.24f, 0.4f, 0.45f, s_wood), Block(x - 0.9f, x + 0.9f, y + 0.24f, y + 0.29f, 0.55f, 0.85f, s_wood),
    ];

    /// <summary>A planter filled with earth and low green.</summary>
    public static IEnumerable<Box> Planter(float x, float y, float half, int seed) =>
    [
        Block(x - half, x + half, y - half, y + half, 0, 0.5f, s_concrete),
        new Box(new Vec3(x - half + 0.1f, y - half + 0.1f, 0.5f), new Vec3(x + half - 0.1f, y + half - 0.1f, 0.62f), new Grass(seed), new Grass(seed)),
    ];

    /// <summary>A bin.</summary>
    public static Box Bin(float x, float y) => Block(x - 0.22f, x + 0.22f, y - 0.22f, y + 0.22f, 0, 0.9f, s_iron);

    private static Box Block(float x1, float x2, float y1, float y2, float z1, float z2, Material material) =>
        new(new Vec3(x1, y1, z1), new Vec3(x2, y2, z2), material, material);
}
