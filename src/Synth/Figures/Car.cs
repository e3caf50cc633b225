using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>Builds a car or van around the origin, nose along y: a skin over cross-sections, glass, wheels, lamps, seams.</summary>
internal static class Car
{
    private const int Bands = 6;
    private static readonly Paint s_glass = Paint.Of(24, 28, 32, 1);
    private static readonly Paint s_black = Paint.Of(20, 20, 21, 0.06f);

    private static readonly Paint[] s_paints =
    [
        Paint.Of(214, 214, 212, 0.3f), Paint.Of(30, 31, 34, 0.35f), Paint.Of(142, 146, 150, 0.4f), Paint.Of(86, 90, 96, 0.4f), Paint.Of(134, 24, 28, 0.35f),
        Paint.Of(34, 62, 112, 0.35f), Paint.Of(186, 188, 190, 0.4f), Paint.Of(52, 78, 64, 0.35f), Paint.Of(172, 158, 132, 0.35f), Paint.Of(58, 60, 66, 0.4f),
    ];

    /// <summary>Builds one.</summary>
    /// <returns>The mesh and the shape it has.</returns>
    public static (Mesh Mesh, CarProfile Profile) Draw(Dice dice, bool van)
    {
        CarProfile profile = van ? CarProfile.Van : dice.Pick([CarProfile.Saloon, CarProfile.Hatchback, CarProfile.Suv]);
        Paint paint = van && dice.Chance(0.6f) ? s_paints[0] : dice.Pick(s_paints);
        var mesh = new Mesh();
        Build(mesh, profile, paint);
        return (mesh, profile);
    }

    /// <summary>Adds a car of a shape and colour.</summary>
    public static void Build(Mesh mesh, CarProfile profile, in Paint paint)
    {
        Body(mesh, profile, paint);
        CarDetails.Build(mesh, profile, paint);
        Wheels(mesh, profile);
    }

    private static void Body(Mesh mesh, CarProfile profile, in Paint paint)
    {
        CarStation[] stations = profile.Stations;
        for (int side = -1; side <= 1; side += 2)
        {
            for (int s = 0; s + 1 < stations.Length; s++)
            {
                for (int band = 0; band < Bands; band++)
                {
                    Paint own = Material(profile, s, band, paint);
                    int a = Corner(mesh, profile, s, band, side, own), b = Corner(mesh, profile, s + 1, band, side, own);
                    int c = Corner(mesh, profile, s + 1, band + 1, side, own), d = Corner(mesh, profile, s, band + 1, side, own);
                    mesh.Triangle(a, b, c);
                    mesh.Triangle(a, c, d);
                }
            }
        }

        End(mesh, profile, 0, paint);
        End(mesh, profile, stations.Length - 1, paint);
    }

    private static Paint Material(CarProfile profile, int interval, int band, in Paint paint)
    {
        if (band == 0)
            return s_black;
        bool side = band == 3 && interval >= profile.SideGlass.First && interval <= profile.SideGlass.Last;
        bool screen = band >= 4 && (interval == profile.RearGlass || interval == profile.Windscreen);
        return side || screen ? s_glass : band == 1 ? paint.Times(0.92f) : paint;
    }

    private static int Corner(Mesh mesh, CarProfile profile, int station, int band, int side, in Paint paint)
    {
        Vec3 along = Place(profile, Math.Min(station + 1, profile.Stations.Length - 1), band) - Place(profile, Math.Max(station - 1, 0), band);
        Vec3 around = Place(profile, station, Math.Min(band + 1, Bands)) - Place(profile, station, Math.Max(band - 1, 0));
        Vec3 normal = Vec3.Cross(along, around).Normalized();
        Vec3 place = Place(profile, station, band);
        float openness = band <= 1 ? 0.45f : band == 2 ? 0.8f : 1;
        return mesh.Point(new Vec3(place.X * side, place.Y, place.Z), new Vec3(normal.X * side, normal.Y, normal.Z), paint, openness);
    }

    /// <summary>A point of the right half of a cross-section: underside, sill, flank, belt, roof edge, roof.</summary>
    private static Vec3 Place(CarProfile profile, int station, int point)
    {
        CarStation s = profile.Stations[station];
        return point switch
        {
            0 => new(0, s.Y, s.Sill),
            1 => new(s.Half * 0.95f, s.Y, s.Sill),
            2 => new(s.Half * 1.01f, s.Y, (s.Sill * 0.4f) + (s.Belt * 0.6f)),
            3 => new(s.Half * 0.97f, s.Y, s.Belt),
            4 => new(s.HalfTop + 0.03f, s.Y, s.Top - 0.06f),
            5 => new(s.HalfTop * 0.85f, s.Y, s.Top - 0.008f),
            _ => new(0, s.Y, s.Top + 0.012f),
        };
    }

    private static void End(Mesh mesh, CarProfile profile, int station, in Paint paint)
    {
        float direction = station == 0 ? -1 : 1;
        CarStation s = profile.Stations[station];
        var normal = new Vec3(0, direction, 0);
        int centre = mesh.Point(new Vec3(0, s.Y, (s.Sill + s.Top) / 2), normal, paint, 0.9f);
        for (int side = -1; side <= 1; side += 2)
        {
            for (int band = 0; band < Bands; band++)
            {
                Vec3 a = Place(profile, station, band), b = Place(profile, station, band + 1);
                int first = mesh.Point(new Vec3(a.X * side, a.Y, a.Z), normal, paint, 0.85f);
                int second = mesh.Point(new Vec3(b.X * side, b.Y, b.Z), normal, paint, 0.85f);
                mesh.Triangle(centre, first, second);
            }
        }
    }

    private static void Wheels(Mesh mesh, CarProfile profile)
    {
        for (int corner = 0; corner < 4; corner++)
        {
            int side = (corner & 1) == 0 ? -1 : 1;
            float y = (corner & 2) == 0 ? -profile.Axle : profile.Axle;
            float x = side * (profile.Half + 0.005f);
            var hub = new Vec3(x, y, profile.Wheel);
            Discs.Build(mesh, hub, side, profile.Wheel + 0.075f, profile.Wheel + 0.075f, Paint.Of(10, 10, 11), 0.3f);
            Discs.Tyre(mesh, hub + new Vec3(side * 0.012f, 0, 0), side, profile.Wheel, 0.2f);
        }
    }
}
