using VideoDyn.Synth.Actors;
using VideoDyn.Synth.Figures;
using VideoDyn.Synth.Numerics;
using VideoDyn.Synth.Rendering;

namespace VideoDyn.Synth.Scenes.Anywhere;

/// <summary>Who is about in one second: people, riders, dogs, cars and vans, none standing in another.</summary>
internal sealed class Crowd(Dice dice, Outlook outlook, Surroundings around, Schedule schedule, SynthOptions options, int second)
{
    private const int Ticks = 10;
    private readonly List<(float X, float Y, float DX, float DY, float Radius)> _taken = [];

    public void Fill()
    {
        bool traffic = around.Road is not null;
        Repeat(options.Cars ?? dice.Below(traffic ? 7 : 3), Vehicle);
        Repeat(options.Dogs ?? dice.Below(4), Stray);
        Repeat(options.Bicycles ?? dice.Below(3), Cyclist);
        Repeat(options.People ?? dice.Below(7), Person);
    }

    private static void Repeat(int count, Action add)
    {
        for (int i = 0; i < count; i++)
            add();
    }

    private void Vehicle()
    {
        bool van = dice.Chance(0.35f);
        (Mesh body, CarProfile profile) = CarVariety.Draw(dice, van);
        float speed = dice.Chance(0.5f) ? 0 : dice.Between(2, 9);
        if (Place(4.2f, 36, 2.3f, speed, Ways(), true) is { } course)
            schedule.TryAdd(new Vehicle(schedule.NextId, course, body, profile, van));
    }

    private void Stray()
    {
        if (Place(2, 16, 0.5f, dice.Chance(0.3f) ? 0 : dice.Between(0.5f, 4), Anyway(), false) is { } course)
            schedule.TryAdd(new Hound(schedule.NextId, course, Coat.Draw(dice), dice.Between(0.32f, 0.72f)));
    }

    private void Cyclist()
    {
        if (Place(2.6f, 24, 0.9f, dice.Between(1.5f, 5), dice.Chance(0.5f) ? Ways() : Anyway(), false) is not { } course)
            return;
        Paint frame = Paint.Of(dice.Below(230), dice.Below(220), dice.Below(220), 0.3f);
        schedule.TryAdd(new Rider(schedule.NextId, course, Look.Varied(dice) with { Carries = Luggage.None, Coat = false, Skirt = false }, frame));
    }

    private void Person()
    {
        float speed = dice.Unit() switch { < 0.45f => 0, < 0.85f => dice.Between(0.8f, 1.8f), _ => dice.Between(2.5f, 3.6f) };
        if (Place(2.4f, 28, 0.35f, speed, Anyway(), false) is { } course)
            schedule.TryAdd(new Bystander(schedule.NextId, course, Look.Varied(dice), dice));
    }

    /// <summary>Along the road, on its right side mostly, or any way where there is none.</summary>
    private float Ways() => dice.Chance(0.8f) ? around.Heading + (dice.Chance(0.5f) ? Trigonometry.Pi : 0) + dice.Between(-0.12f, 0.12f) : Anyway();

    private float Anyway() => dice.Between(-Trigonometry.Pi, Trigonometry.Pi);

    private Course? Place(float closest, float furthest, float radius, float speed, float heading, bool onRoad)
    {
        float c = Trigonometry.Cos(heading), s = Trigonometry.Sin(heading), pace = speed * schedule.Speed;
        for (int attempt = 0; attempt < 10; attempt++)
        {
            (float x, float y) = outlook.Spot(dice, closest, Math.Min(furthest, around.Back - radius));
            if (onRoad && around.Road is { } road && dice.Chance(0.85f))
                (x, y) = road.Onto(x, y, dice.Between(-1, 1) * Math.Max(0, road.Half - 1.2f));
            if (y < closest * outlook.Place.Focal || !IsFree(x, y, c * pace, s * pace, radius))
                continue;
            _taken.Add((x, y, c * pace, s * pace, radius));
            float start = second;
            if (speed == 0)
                return Course.Stand(start, 0.95f, x, y, heading);
            return Course.Of(start, [.. Enumerable.Range(0, Ticks + 1).Select(tick => (x + (c * pace * At(tick)), y + (s * pace * At(tick))))]);
        }

        return null;
    }

    /// <summary>Seconds from the middle of the second.</summary>
    private static float At(int tick) => (tick - (Ticks / 2)) / (float)Ticks;

    private bool IsFree(float x, float y, float dx, float dy, float radius)
    {
        foreach ((float otherX, float otherY, float otherDX, float otherDY, float other) in _taken)
        {
            for (int tick = 0; tick <= Ticks; tick += Ticks / 2)
            {
                float awayX = x - otherX + ((dx - otherDX) * At(tick)), awayY = y - otherY + ((dy - otherDY) * At(tick)), reach = radius + other;
                if ((awayX * awayX) + (awayY * awayY) < reach * reach)
                    return false;
            }
        }

        return around.Set.Boxes.All(box => box.Low.Z > 2 || box.FootDistance(new Vec3(x, y, 0)) > radius * 0.7f);
    }
}
