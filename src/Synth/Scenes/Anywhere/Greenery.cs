using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>Trees, bushes, hedges, in many greens.</summary>
internal static class Greenery
{
    /// <summary>A tree or, when it is low, a bush.</summary>
    public static Mesh Tree(Dice dice, float x, float y, float height)
    {
        var tree = new Tree(x, y, height, 900 + dice.Below(2200), dice.Below(10_000));
        var mesh = new Mesh();
        tree.Trunk(mesh);
        int leaves = mesh.PointCount;
        tree.Foliage(mesh, 0, 0);
        Tint(mesh, leaves, dice);
        Shrink(mesh, leaves, dice.Between(0.25f, 0.8f));
        return mesh;
    }

    /// <summary>Leaves close to the camera, at the upper edge of the picture or at a side.</summary>
    public static Mesh Branch(Dice dice, in Outlook outlook)
    {
        float away = dice.Between(1.5f, 4), height = dice.Between(2, 4);
        Vec3 eye = outlook.Place.Eye;
        float aim = eye.Z - (away * Trigonometry.Sin(outlook.Place.Pitch)) + (away * dice.Between(0.15f, 0.45f) / outlook.Place.Focal);
        Mesh leaves = Tree(dice, dice.Between(-1.1f, 1.1f) * outlook.Half(away), away, height);
        for (int i = 0; i < leaves.PointCount; i++)
            leaves.Points[i] += new Vec3(0, 0, aim - (height * 0.4f));
        return leaves;
    }

    /// <summary>The texture of a hedge.</summary>
    public static Material Leaves(Dice dice) =>
        new Foliage(Paint.Linear(55 + dice.Below(100), 75 + dice.Below(85), 25 + dice.Below(45)), dice.Between(0.04f, 0.25f), dice.Below(10_000), dice.Between(0.1f, 0.5f));

    /// <summary>Textures of the sides and the top of what runs along a way.</summary>
    public static (Material Sides, Material Top) HedgeOrWall(Dice dice)
    {
        if (dice.Chance(0.55f))
        {
            Material leaves = Leaves(dice);
            return (leaves, leaves);
        }

        var wall = new Plain(Grounds.Shade(dice, 50, 160), dice.Between(0.2f, 1), dice.Below(10_000));
        return dice.Chance(0.4f) ? (new Foliage(Paint.Linear(90 + dice.Below(60), 70 + dice.Below(40), 55 + dice.Below(40)), 0.15f, dice.Below(10_000)), wall) : (wall, wall);
    }

    /// <summary>Makes leaves, four points each, smaller.</summary>
    private static void Shrink(Mesh mesh, int from, float to)
    {
        for (int leaf = from; leaf + 3 < mesh.PointCount; leaf += 4)
        {
            Vec3 middle = (mesh.Points[leaf] + mesh.Points[leaf + 2]) * 0.5f;
            for (int corner = leaf; corner < leaf + 4; corner++)
                mesh.Points[corner] = Vec3.Lerp(middle, mesh.Points[corner], to);
        }
    }

    private static void Tint(Mesh mesh, int from, Dice dice)
    {
        float red = dice.Between(0.5f, 1.7f), green = dice.Between(0.6f, 1.4f), blue = dice.Between(0.5f, 1.6f);
        for (int i = from; i < mesh.PointCount; i++)
        {
            Vec3 color = mesh.Paints[i].Color;
            mesh.Paints[i] = mesh.Paints[i] with { Color = new Vec3(color.X * red, color.Y * green, color.Z * blue) };
        }
    }
}
