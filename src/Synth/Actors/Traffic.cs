namespace VideoDyn.Synth.Actors;

/// <summary>One lane of cars that keep their distance and stop before a crossing while people walk.</summary>
internal static class Traffic
{
    private const float Step = 0.05f;
    private const float Acceleration = 2.2f;
    private const float Braking = 4f;

    /// <summary>Drives cars one after another along a lane.</summary>
    /// <param name="entries">When each may enter (in order), its wished speed and its length.</param>
    /// <param name="from">Place along the lane where cars enter.</param>
    /// <param name="to">Place where they leave.</param>
    /// <param name="stop">Place of the stop line.</param>
    /// <param name="isRed">Whether people walk at a time.</param>
    /// <returns>For each car: when it enters, and its places ten times a second.</returns>
    public static List<(float Start, List<float> Places)> Drive(
        IReadOnlyList<(float Time, float Speed, float Length)> entries, float from, float to, float stop, Func<float, bool> isRed)
    {
        var driven = new List<(float Start, List<float> Places)>();
        List<float>? ahead = null;
        float aheadStart = 0, aheadLength = 0;
        foreach ((float wished, float speed, float length) in entries)
        {
            float start = wished;
            // Nobody enters into the car ahead.
            while (ahead is not null && Place(ahead, aheadStart, start) is { } there && there < from + aheadLength + 6)
                start += 0.2f;
            var places = new List<float>();
            float at = from, v = speed;
            for (int tick = 0; at < to && tick < 20 * 600; tick++)
            {
                float time = start + (tick * Step);
                if (tick % 2 == 0)
                    places.Add(at);
                float room = float.MaxValue;
                if (ahead is not null && Place(ahead, aheadStart, time) is { } front)
                    room = front - aheadLength - at - 1.6f;
                if (at < stop && (isRed(time) || isRed(time + 1.2f)) && stop - at > (v * v / (2 * Braking * 1.4f)) - 0.5f)
                    room = Math.Min(room, stop - at);
                float allowed = Math.Min(speed, MathF.Sqrt(2 * Braking * 0.6f * Math.Max(0, room - 0.3f)));
                v = allowed < v ? Math.Max(allowed, v - (Braking * 1.6f * Step)) : Math.Min(allowed, v + (Acceleration * Step));
                at += Math.Max(0, v) * Step;
            }

            driven.Add((start, places));
            (ahead, aheadStart, aheadLength) = (places, start, length);
        }

        return driven;
    }

    private static float? Place(List<float> places, float start, float time)
    {
        float index = (time - start) * 10;
        if (index < 0 || index >= places.Count - 1)
            return null;
        int i = (int)index;
        return places[i] + ((places[i + 1] - places[i]) * (index - i));
    }
}
