using VideoDyn.Core.Detections;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Textbook decoding and suppression with lists, double precision and no short cuts.</summary>
internal static class PlainDecoding
{
    public sealed record Found(int Place, int ClassId, float Score, double X1, double Y1, double X2, double Y2);

    /// <summary>YOLOX rows [x, y, log w, log h, objectness, classes...], strides 8, 16, 32.</summary>
    public static List<Found> Yolox(float[] values, int classes, int width, int height, float threshold, bool decoded = false)
    {
        List<Found> found = [];
        int place = 0;
        foreach (int stride in new[] { 8, 16, 32 })
        {
            for (int cell = 0; cell < (width / stride) * (height / stride); cell++, place++)
            {
                float[] row = values[(place * (5 + classes))..((place + 1) * (5 + classes))];
                int column = cell % (width / stride), line = cell / (width / stride);
                float[] scores = [.. row[5..].Select(probability => probability * row[4])];
                double centerX = decoded ? row[0] : (row[0] + column) * (double)stride;
                double centerY = decoded ? row[1] : (row[1] + line) * (double)stride;
                double boxWidth = decoded ? row[2] : Math.Exp(row[2]) * stride;
                double boxHeight = decoded ? row[3] : Math.Exp(row[3]) * stride;
                Keep(found, place, scores, threshold, centerX, centerY, boxWidth, boxHeight);
            }
        }

        return found;
    }

    /// <summary>Centre, size and classes of each cell, read by a function of cell and channel.</summary>
    public static List<Found> Yolov8(Func<int, int, float> value, int cells, int classes, float threshold)
    {
        List<Found> found = [];
        for (int cell = 0; cell < cells; cell++)
        {
            float[] scores = [.. Enumerable.Range(4, classes).Select(channel => value(cell, channel))];
            Keep(found, cell, scores, threshold, value(cell, 0), value(cell, 1), value(cell, 2), value(cell, 3));
        }

        return found;
    }

    /// <summary>Greedy suppression: compare each box with every kept box of its class.</summary>
    public static List<Found> Suppress(IEnumerable<Found> candidates, double threshold)
    {
        List<Found> kept = [];
        foreach (Found candidate in candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Place))
        {
            if (kept.All(other => other.ClassId != candidate.ClassId || Overlap(other, candidate) <= threshold))
                kept.Add(candidate);
        }

        return kept;
    }

    private static double Overlap(Found first, Found second)
    {
        var a = new BoundingBox((float)first.X1, (float)first.Y1, (float)first.X2, (float)first.Y2);
        return a.IntersectionOverUnion(new BoundingBox((float)second.X1, (float)second.Y1, (float)second.X2, (float)second.Y2));
    }

    public static void Keep(List<Found> found, int place, float[] scores, float threshold, double x, double y, double width, double height)
    {
        int best = Array.IndexOf(scores, scores.Max());
        if (scores[best] >= threshold)
            found.Add(new Found(place, best, scores[best], x - (width / 2), y - (height / 2), x + (width / 2), y + (height / 2)));
    }
}
