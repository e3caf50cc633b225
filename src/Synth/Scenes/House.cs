using VideoDyn.Synth.Backdrops;
using VideoDyn.Synth.Backdrops.Materials;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes;

/// <summary>Houses with a front.</summary>
internal static class House
{
    public static Box Of(float x1, float x2, float y1, float y2, float height, int red, int green, int blue, bool bricks, bool shops, int seed, float bay = 2.7f)
    {
        var style = new FacadeStyle { Wall = Paint.Linear(red, green, blue), Bricks = bricks, Shops = shops, Seed = seed, Bay = bay };
        return new Box(new Vec3(x1, y1, 0), new Vec3(x2, y2, height), new Facade(style), new Plain(Paint.Linear(70, 66, 64), 0.3f, seed));
    }
}
