using VideoDyn.Synth.Numerics;

namespace VideoDyn.Synth.Actors;

/// <summary>Where somebody is at a time.</summary>
/// <param name="X">Metres.</param>
/// <param name="Y">Metres.</param>
/// <param name="Heading">Radians counter-clockwise from the x axis.</param>
/// <param name="Speed">Metres per second.</param>
/// <param name="Gone">Metres since the start.</param>
internal readonly record struct Motion(float X, float Y, float Heading, float Speed, float Gone);

/// <summary>A way over the ground with waiting, sampled ten times a second and smoothed, so that nobody turns on the spot.</summary>
internal sealed class Course
{
    private const float Step = 0.1f;
    private readonly Motion[] _samples;

    private Course(float start, List<(float X, float Y)> raw, float? lastHeading)
    {
        Start = start;
        _samples = Smooth(raw, lastHeading);
    }

    /// <summary>When it begins, in seconds.</summary>
    public float Start { get; }

    /// <summary>When it ends, in seconds.</summary>
    public float End => Start + ((_samples.Length - 1) * Step);

    /// <summary>Goes from point to point at a speed.</summary>
    /// <param name="start">Seconds.</param>
    /// <param name="speed">Metres per second.</param>
    /// <param name="points">Places, and how many seconds to wait at each.</param>
    public static Course Walk(float start, float speed, params IReadOnlyList<(float X, float Y, float Wait)> points)
    {
        var raw = new List<(float X, float Y)>();
        (float x, float y, float wait) = points[0];
        raw.Add((x, y));
        Stay(raw, wait);
        float rest = 0;
        foreach ((float toX, float toY, float pause) in points.Skip(1))
        {
            float dx = toX - x, dy = toY - y, length = MathF.Sqrt((dx * dx) + (dy * dy));
            for (rest += speed * Step; rest <= length; rest += speed * Step)
                raw.Add((x + (dx * rest / length), y + (dy * rest / length)));
            rest -= length + (speed * Step);
            (x, y) = (toX, toY);
            Stay(raw, pause);
        }

        return new Course(start, raw, null);
    }

    /// <summary>Stays at a place.</summary>
    public static Course Stand(float start, float seconds, float x, float y, float heading)
    {
        var raw = new List<(float X, float Y)> { (x, y) };
        Stay(raw, seconds);
        return new Course(start, raw, heading);
    }

    /// <summary>Takes over places, ten a second.</summary>
    public static Course Of(float start, List<(float X, float Y)> places) => new(start, places, null);

    /// <summary>The motion at a time between start and end.</summary>
    public Motion At(float time)
    {
        float place = Math.Clamp((time - Start) / Step, 0, _samples.Length - 1);
        int i = Math.Min((int)place, _samples.Length - 2);
        if (i < 0)
            return _samples[0];
        Motion a = _samples[i], b = _samples[i + 1];
        float t = place - i;
        return new Motion(
            a.X + ((b.X - a.X) * t), a.Y + ((b.Y - a.Y) * t), a.Heading + ((b.Heading - a.Heading) * t), a.Speed + ((b.Speed - a.Speed) * t), a.Gone + ((b.Gone - a.Gone) * t));
    }

    private static void Stay(List<(float X, float Y)> raw, float seconds)
    {
        (float X, float Y) here = raw[^1];
        for (float t = 0; t < seconds; t += Step)
            raw.Add(here);
    }

    private static Motion[] Smooth(List<(float X, float Y)> raw, float? heading)
    {
        const int reach = 4;
        var places = new (float X, float Y)[raw.Count];
        for (int i = 0; i < places.Length; i++)
        {
            // A window that shrinks towards the ends keeps them where they are.
            int half = Math.Min(reach, Math.Min(i, raw.Count - 1 - i));
            float x = 0, y = 0;
            for (int j = i - half; j <= i + half; j++)
                (x, y) = (x + raw[j].X, y + raw[j].Y);
            places[i] = (x / ((2 * half) + 1), y / ((2 * half) + 1));
        }

        var samples = new Motion[places.Length];
        float gone = 0, facing = heading ?? 0;
        bool known = heading is not null;
        for (int i = 0; i < samples.Length; i++)
        {
            int before = Math.Max(0, i - 1), after = Math.Min(places.Length - 1, i + 1);
            float dx = places[after].X - places[before].X, dy = places[after].Y - places[before].Y;
            float moved = MathF.Sqrt((dx * dx) + (dy * dy));
            float speed = after > before ? moved / ((after - before) * Step) : 0;
            if (moved > 0.012f)
            {
                float turn = Trigonometry.Atan2(dy, dx);
                if (known)
                    turn = facing + Wrap(turn - facing);
                (facing, known) = (turn, true);
            }

            if (i > 0)
                gone += Distance(places[i - 1], places[i]);
            samples[i] = new Motion(places[i].X, places[i].Y, facing, speed, gone);
        }

        // Whoever waits first faces the way that comes.
        int first = Array.FindIndex(samples, sample => sample.Speed > 0.1f);
        for (int i = 0; heading is null && i < first; i++)
            samples[i] = samples[i] with { Heading = samples[first].Heading };
        return samples;
    }

    private static float Distance((float X, float Y) a, (float X, float Y) b)
    {
        float dx = a.X - b.X, dy = a.Y - b.Y;
        return MathF.Sqrt((dx * dx) + (dy * dy));
    }

    private static float Wrap(float angle)
    {
        float turns = angle / (2 * Trigonometry.Pi);
        return (turns - MathF.Floor(turns + 0.5f)) * 2 * Trigonometry.Pi;
    }
}
