namespace VideoDyn.Synth.Truth;

/// <summary>
/// Derives the events of a scene from its truth by the meaning of the rules alone, without any of the code that
/// implements rules elsewhere. Confirmation and hysteresis are zero, as for rules that are fed with truth.
/// </summary>
/// <remarks>
/// An object's point is the bottom centre of its box. It enters a zone with the first frame inside and leaves it with the
/// first frame outside or absent. Dwelling and loitering fall due with the first frame at which it has been inside long
/// enough. A crossing is timed by linear interpolation between the frames around the line.
/// </remarks>
public sealed class EventDeriver
{
    private readonly IReadOnlyList<Rule> _rules;
    private readonly double _width;
    private readonly double _height;
    private readonly Dictionary<(int Rule, int Id), Visit> _visits = [];
    private readonly Dictionary<(int Rule, int Id), Side> _sides = [];
    private readonly Dictionary<int, SceneClass> _present = [];
    private readonly List<EventRecord> _events = [];

    /// <summary>Starts before the first frame.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="width">Width of the pictures in pixels.</param>
    /// <param name="height">Height of the pictures in pixels.</param>
    public EventDeriver(IReadOnlyList<Rule> rules, int width, int height) => (_rules, _width, _height) = (rules, width, height);

    /// <summary>The events so far, in the order of their frames.</summary>
    public IReadOnlyList<EventRecord> Events => _events;

    /// <summary>Takes the next frame.</summary>
    public void Add(int frame, TimeSpan time, IReadOnlyList<TruthObject> objects)
    {
        ArgumentNullException.ThrowIfNull(objects);
        foreach (int id in _present.Keys.Where(id => !objects.Any(seen => seen.Id == id)).Order().ToArray())
            Leave(frame, time, id);
        foreach (TruthObject seen in objects)
        {
            if (_present.TryAdd(seen.Id, seen.Class))
                _events.Add(new EventRecord("videodyn.object.entered", time, frame, seen.Id, seen.Class));
            double x = (seen.Box.X1 + seen.Box.X2) / 2 / _width, y = seen.Box.Y2 / _height;
            for (int rule = 0; rule < _rules.Count; rule++)
            {
                if (_rules[rule].Kind == RuleKind.Zone)
                    Zone(rule, frame, time, seen, IsInside(_rules[rule].Points, x, y));
                else
                    Tripwire(rule, frame, time, seen, x, y);
            }
        }
    }

    private void Leave(int frame, TimeSpan time, int id)
    {
        SceneClass kind = _present[id];
        for (int rule = 0; rule < _rules.Count; rule++)
        {
            if (_visits.Remove((rule, id)))
                _events.Add(new EventRecord("videodyn.zone.left", time, frame, id, kind, _rules[rule].Name));
            _sides.Remove((rule, id));
        }

        _present.Remove(id);
        _events.Add(new EventRecord("videodyn.object.left", time, frame, id, kind));
    }

    private void Zone(int rule, int frame, TimeSpan time, in TruthObject seen, bool inside)
    {
        Rule zone = _rules[rule];
        (int, int) key = (rule, seen.Id);
        bool was = _visits.TryGetValue(key, out Visit visit);
        if (!inside)
        {
            if (_visits.Remove(key))
                _events.Add(new EventRecord("videodyn.zone.left", time, frame, seen.Id, seen.Class, zone.Name));
            return;
        }

        if (!was)
        {
            visit = new Visit(time, false, false);
            _events.Add(new EventRecord("videodyn.zone.entered", time, frame, seen.Id, seen.Class, zone.Name));
        }

        double stayed = (time - visit.Since).TotalSeconds;
        if (zone.Dwell > 0 && !visit.Dwelt && stayed >= zone.Dwell)
        {
            visit = visit with { Dwelt = true };
            _events.Add(new EventRecord("videodyn.zone.dwell", time, frame, seen.Id, seen.Class, zone.Name));
        }

        if (zone.Loiter > 0 && seen.Class == SceneClass.Person && !visit.Loitered && stayed >= zone.Loiter)
        {
            visit = visit with { Loitered = true };
            _events.Add(new EventRecord("videodyn.zone.loitering", time, frame, seen.Id, seen.Class, zone.Name));
        }

        _visits[key] = visit;
    }

    private void Tripwire(int rule, int frame, TimeSpan time, in TruthObject seen, double x, double y)
    {
        (double ax, double ay) = _rules[rule].Points[0];
        (double bx, double by) = _rules[rule].Points[1];
        double dx = bx - ax, dy = by - ay, side = (dx * (y - ay)) - (dy * (x - ax));
        (int, int) key = (rule, seen.Id);
        // A point on the line itself is on neither side yet.
        if (side == 0)
            return;
        if (_sides.TryGetValue(key, out Side last) && Math.Sign(last.Value) != Math.Sign(side))
        {
            double share = last.Value / (last.Value - side);
            double cx = last.X + ((x - last.X) * share), cy = last.Y + ((y - last.Y) * share);
            double along = (((cx - ax) * dx) + ((cy - ay) * dy)) / ((dx * dx) + (dy * dy));
            if (along is >= 0 and <= 1)
            {
                TimeSpan at = last.Time + TimeSpan.FromTicks((long)((time - last.Time).Ticks * share));
                _events.Add(new EventRecord("videodyn.tripwire.crossed", at, frame, seen.Id, seen.Class, _rules[rule].Name, Math.Sign(side)));
            }
        }

        _sides[key] = new Side(side, x, y, time);
    }

    /// <summary>Even-odd rule.</summary>
    private static bool IsInside(IReadOnlyList<(double X, double Y)> polygon, double x, double y)
    {
        bool inside = false;
        for (int i = 0, j = polygon.Count - 1; i < polygon.Count; j = i++)
        {
            (double xi, double yi) = polygon[i];
            (double xj, double yj) = polygon[j];
            if (yi > y != yj > y && x < ((xj - xi) * (y - yi) / (yj - yi)) + xi)
                inside = !inside;
        }

        return inside;
    }

    private readonly record struct Visit(TimeSpan Since, bool Dwelt, bool Loitered);

    private readonly record struct Side(double Value, double X, double Y, TimeSpan Time);
}
