using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>What makes one dog differ from another: two colours in patches, fur, proportions, how it holds its head.</summary>
internal sealed record Coat
{
    private static readonly (int, int, int)[] s_colors =
        [(120, 84, 50), (34, 30, 28), (196, 170, 128), (92, 78, 66), (226, 218, 206), (168, 108, 62), (240, 236, 228), (140, 138, 136)];

    public required Paint First { get; init; }

    public required Paint Second { get; init; }

    /// <summary>Share of the second colour, 0..1.</summary>
    public required float Patches { get; init; }

    /// <summary>Length of the fur by the size of the dog.</summary>
    public required float Fur { get; init; }

    /// <summary>Factors on width, length and height.</summary>
    public required Vec3 Shape { get; init; }

    /// <summary>How far the head goes down per length in front of the shoulders.</summary>
    public required float Stoop { get; init; }

    public required int Seed { get; init; }

    public static Coat Draw(Dice dice) => new()
    {
        First = Color(dice),
        Second = Color(dice),
        Patches = dice.Chance(0.6f) ? dice.Between(0.25f, 0.65f) : 0,
        Fur = dice.Chance(0.5f) ? dice.Between(0.01f, 0.09f) : 0,
        Shape = new Vec3(dice.Between(0.85f, 1.5f), dice.Between(0.8f, 1.25f), dice.Between(0.72f, 1.15f)),
        Stoop = dice.Chance(0.35f) ? dice.Between(0.3f, 1.4f) : dice.Between(-0.2f, 0.3f),
        Seed = dice.Below(1000),
    };

    /// <summary>Gives the surface of a dog this coat and shape.</summary>
    /// <param name="mesh">The dog, in world coordinates.</param>
    /// <param name="size">Height of its back in metres.</param>
    /// <param name="ground">Place and heading.</param>
    public void Dress(Mesh mesh, float size, in Frame3 ground)
    {
        for (int i = 0; i < mesh.PointCount; i++)
        {
            Vec3 away = mesh.Points[i] - ground.Origin;
            float x = Vec3.Dot(away, ground.X) / size, y = Vec3.Dot(away, ground.Y) / size, z = Vec3.Dot(away, ground.Z) / size;
            if (Patches > 0 && mesh.Paints[i].Color.Y > 0.012f && Noise.Fractal((y * 2.4f) + Seed, (z * 2) + (x * 1.7f), 2, Seed) < Patches)
                mesh.Paints[i] = Second;
            Vec3 fur = mesh.Normals[i] * (size * Fur * (0.4f + (0.6f * Hash.Unit(i, 1, Seed))) * Math.Clamp(z * 2.5f, 0.2f, 1));
            float down = Math.Max(0, y - 0.5f) * Stoop, bowed = Math.Max(0.12f, z - down);
            mesh.Points[i] = ground.Point(new Vec3(x * Shape.X, y * Shape.Y, (z < 0.3f ? z : bowed) * Shape.Z) * size) + fur;
        }
    }

    private static Paint Color(Dice dice)
    {
        (int red, int green, int blue) = dice.Pick(s_colors);
        return Paint.Of(red, green, blue).Times(dice.Between(0.75f, 1.2f));
    }
}
