using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Cars and vans of many makes: other proportions, noses, fronts, colours and panes on the few shapes there are.</summary>
internal static class CarVariety
{
    private static readonly Paint s_dark = Paint.Of(20, 20, 22, 0.15f);

    /// <summary>Builds one around the origin, nose along y.</summary>
    public static (Mesh Mesh, CarProfile Profile) Draw(Dice dice, bool van)
    {
        CarProfile shape = van ? CarProfile.Van : dice.Pick([CarProfile.Saloon, CarProfile.Hatchback, CarProfile.Suv, CarProfile.Suv, CarProfile.Pickup]);
        CarProfile profile = Blunt(shape, van ? dice.Between(0, 0.1f) : dice.Between(0, 0.2f));
        var mesh = new Mesh();
        Paint paint = Colour(dice, van);
        Car.Build(mesh, profile, paint);
        Face(mesh, profile, dice);
        Paint glass = Paint.Of(12 + dice.Below(36), 15 + dice.Below(40), 18 + dice.Below(44), 1);
        var size = new Vec3(dice.Between(0.95f, 1.08f), dice.Between(van ? 0.8f : 0.88f, 1.12f), dice.Between(0.93f, van ? 1.3f : 1.1f));
        for (int i = 0; i < mesh.PointCount; i++)
        {
            mesh.Points[i] *= size;
            if (mesh.Paints[i].Gloss == 1)
                mesh.Paints[i] = glass;
        }

        return (mesh, profile);
    }

    private static Paint Colour(Dice dice, bool van)
    {
        float kind = dice.Unit(), gloss = dice.Between(0.2f, 0.45f);
        if (kind < (van ? 0.5f : 0.25f))
            return Paint.Of(222 + dice.Below(30), 222 + dice.Below(28), 220 + dice.Below(28), gloss);
        if (kind < 0.65f)
        {
            int tone = 14 + dice.Below(180);
            return Paint.Of(tone, tone + dice.Below(8), tone + dice.Below(14), gloss);
        }

        return Paint.Of(dice.Below(220), dice.Below(160), dice.Below(190), gloss);
    }

    /// <summary>Raises the nose: a steeper front.</summary>
    private static CarProfile Blunt(CarProfile profile, float by)
    {
        CarStation[] stations = [.. profile.Stations];
        stations[^1] = stations[^1] with { Belt = stations[^1].Belt + by, Top = stations[^1].Top + by };
        stations[^2] = stations[^2] with { Belt = stations[^2].Belt + (by * 0.6f), Top = stations[^2].Top + (by * 0.6f) };
        return profile with { Stations = stations };
    }

    private static void Face(Mesh mesh, CarProfile profile, Dice dice)
    {
        CarStation nose = profile.Stations[^1], bonnet = profile.Stations[^2];
        float front = nose.Y, upper = nose.Belt, wide = nose.Half;
        Paint metal = Paint.Of(150 + dice.Below(80), 150 + dice.Below(80), 155 + dice.Below(80), 0.6f);
        float high = dice.Between(0.04f, 0.13f), half = wide * dice.Between(0.3f, 0.8f);
        Slab.Build(mesh, At(0, front, upper - high), half, 0.03f, high, s_dark);
        if (dice.Chance(0.5f))
            Slab.Build(mesh, At(0, front + 0.012f, upper - (high * dice.Between(0.3f, 1.7f))), half * dice.Between(0.3f, 1), 0.03f, 0.015f, metal);
        Slab.Build(mesh, At(0, front - 0.01f, nose.Sill + dice.Between(0.02f, 0.1f)), wide * dice.Between(0.5f, 0.95f), 0.04f, dice.Between(0.03f, 0.08f), s_dark);
        int light = 120 + dice.Below(130);
        Paint lamp = Paint.Of(light, light, light, 0.7f, dice.Chance(0.2f) ? 1.5f : 0);
        float deep = (front + bonnet.Y) / 2, lampHigh = dice.Between(0.04f, 0.1f), lampWide = dice.Between(0.09f, 0.22f);
        for (int side = -1; side <= 1; side += 2)
        {
            Loft.Ball(mesh, At(side * (wide - (lampWide * 0.5f)), deep + 0.03f, (upper + bonnet.Belt) / 2), lampWide, 0.12f, lampHigh, lamp, 8);
            if (dice.Chance(0.3f))
                Loft.Ball(mesh, At(side * wide * 0.8f, front, nose.Sill + 0.08f), 0.07f, 0.04f, 0.05f, lamp, 8);
        }

        if (dice.Chance(0.3f))
        {
            foreach (int side in (int[])[-1, 1])
                Slab.Build(mesh, At(side * profile.Stations[5].HalfTop * 0.85f, profile.Stations[5].Y - 0.1f, profile.Stations[5].Top + 0.03f), 0.02f, 0.8f, 0.02f, s_dark);
        }
    }

    private static Frame3 At(float x, float y, float z) => Frame3.Identity with { Origin = new Vec3(x, y, z) };
}
