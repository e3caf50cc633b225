using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Figures;

/// <summary>What makes a body a car: lamps, grille, bumpers, plates, pillars, seams, handles, mirrors.</summary>
internal static class CarDetails
{
    private static readonly Paint s_dark = Paint.Of(24, 24, 25, 0.1f);
    private static readonly Paint s_seam = Paint.Of(28, 28, 30);
    private static readonly Paint s_head = Paint.Of(222, 226, 228, 0.7f, 1.6f);
    private static readonly Paint s_tail = Paint.Of(150, 18, 20, 0.5f);
    private static readonly Paint s_plate = Paint.Of(220, 220, 210);

    public static void Build(Mesh mesh, CarProfile profile, in Paint paint)
    {
        CarStation nose = profile.Stations[^1], bonnet = profile.Stations[^2], tail = profile.Stations[0], boot = profile.Stations[1];
        float front = nose.Y, rear = tail.Y;
        Slab.Build(mesh, At(0, front - 0.02f, 0.36f), nose.Half * 0.92f, 0.05f, 0.07f, s_dark);
        Slab.Build(mesh, At(0, front - 0.01f, nose.Belt - 0.04f), nose.Half * 0.5f, 0.03f, 0.07f, s_dark);
        Slab.Build(mesh, At(0, front + 0.025f, 0.46f), 0.25f, 0.008f, 0.055f, s_plate);
        Slab.Build(mesh, At(0, rear + 0.02f, 0.38f), tail.Half * 0.95f, 0.05f, 0.09f, s_dark);
        Slab.Build(mesh, At(0, rear - 0.015f, tail.Belt), 0.25f, 0.02f, 0.055f, s_plate);
        for (int side = -1; side <= 1; side += 2)
        {
            Loft.Ball(mesh, At(side * bonnet.Half * 0.8f, bonnet.Y + 0.06f, bonnet.Belt - 0.03f), 0.15f, 0.11f, 0.07f, s_head, 8);
            Loft.Ball(mesh, At(side * boot.Half * 0.88f, boot.Y + 0.01f, boot.Belt - 0.04f), 0.1f, 0.06f, 0.09f, s_tail, 8);
            Side(mesh, profile, paint, side);
        }
    }

    private static void Side(Mesh mesh, CarProfile profile, in Paint paint, int side)
    {
        CarStation screen = profile.Stations[profile.Windscreen], cowl = profile.Stations[profile.Windscreen + 1];
        CarStation first = profile.Stations[profile.SideGlass.First], second = profile.Stations[profile.SideGlass.First + 1];
        Bar(mesh, V(side * (screen.HalfTop + 0.035f), screen.Y, screen.Top - 0.05f), V(side * cowl.HalfTop, cowl.Y, cowl.Top), 0.035f, paint);
        Bar(mesh, V(side * (screen.HalfTop + 0.035f), screen.Y, screen.Top - 0.05f), V(side * (second.HalfTop + 0.035f), second.Y, second.Top - 0.05f), 0.025f, paint);
        Bar(mesh, V(side * (second.HalfTop + 0.035f), second.Y, second.Top - 0.05f), V(side * first.HalfTop, first.Y, first.Top), 0.05f, paint);
        float middle = (screen.Y + second.Y) / 2;
        if (profile.RearGlass >= 0)
            Pillar(mesh, profile, middle - 0.05f, side, s_dark);
        foreach (float y in (float[])[screen.Y + 0.62f, middle - 0.05f])
            Slab.Build(mesh, At(side * (profile.Half + 0.004f), y, 0.6f), 0.004f, 0.011f, 0.27f, s_seam);
        Slab.Build(mesh, At(side * (profile.Half + 0.012f), middle + 0.22f, 0.8f), 0.012f, 0.09f, 0.014f, s_dark);
        Slab.Build(mesh, At(side * (profile.Half - 0.01f), 0, 0.24f), 0.02f, profile.Axle - profile.Wheel - 0.08f, 0.05f, s_dark);
        Loft.Ball(mesh, At(side * (profile.Half + 0.07f), cowl.Y - 0.22f, cowl.Belt + 0.05f), 0.1f, 0.06f, 0.07f, paint, 8);
    }

    private static void Pillar(Mesh mesh, CarProfile profile, float y, int side, in Paint paint)
    {
        int i = 0;
        while (profile.Stations[i + 1].Y < y)
            i++;
        CarStation a = profile.Stations[i], b = profile.Stations[i + 1];
        float t = (y - a.Y) / (b.Y - a.Y);
        float belt = a.Belt + ((b.Belt - a.Belt) * t), top = a.Top + ((b.Top - a.Top) * t), half = a.HalfTop + ((b.HalfTop - a.HalfTop) * t);
        Bar(mesh, V(side * profile.Half * 0.975f, y, belt), V(side * (half + 0.035f), y, top - 0.05f), 0.035f, paint);
    }

    /// <summary>A round bar from one place to another.</summary>
    public static void Bar(Mesh mesh, Vec3 from, Vec3 to, float radius, in Paint paint)
    {
        Vec3 along = (to - from).Normalized();
        Vec3 side = Vec3.Cross(along, Math.Abs(along.Z) > 0.9f ? new Vec3(1, 0, 0) : Vec3.Up).Normalized();
        var frame = new Frame3(side, Vec3.Cross(along, side), along, from);
        ReadOnlySpan<Ring> rings = [new(frame, radius, radius, paint), new(frame with { Origin = to }, radius, radius, paint)];
        Loft.Skin(mesh, rings, 6);
    }

    private static Frame3 At(float x, float y, float z) => Frame3.Identity with { Origin = new Vec3(x, y, z) };

    private static Vec3 V(float x, float y, float z) => new(x, y, z);
}
