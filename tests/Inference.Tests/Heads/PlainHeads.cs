using static VideoDyn.Inference.Tests.Heads.PlainDecoding;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Textbook decodings of the further heads: double precision, one candidate at a time, no early outs.</summary>
internal static class PlainHeads
{
    public static List<Found> Rows(Func<int, int, float> value, int rows, int classes, float threshold)
    {
        List<Found> found = [];
        for (int row = 0; row < rows; row++)
        {
            float[] scores = [.. Enumerable.Range(5, classes).Select(channel => value(row, channel) * value(row, 4))];
            Keep(found, row, scores, threshold, value(row, 0), value(row, 1), value(row, 2), value(row, 3));
        }

        return found;
    }

    /// <summary>Raw anchor maps, each read by a function of anchor, row, column and channel.</summary>
    public static List<Found> AnchorMaps(
        IReadOnlyList<(int Stride, int Rows, int Columns, float[] Sizes, Func<int, int, int, int, float> Value)> maps, int classes, float threshold)
    {
        List<Found> found = [];
        foreach ((int stride, int rows, int columns, float[] sizes, Func<int, int, int, int, float> value) in maps)
        {
            for (int anchor = 0; anchor < sizes.Length / 2; anchor++)
            {
                for (int row = 0; row < rows; row++)
                {
                    for (int column = 0; column < columns; column++)
                    {
                        double Probability(int channel) => Sigmoid(value(anchor, row, column, channel));
                        float[] scores = [.. Enumerable.Range(5, classes).Select(channel => (float)(Probability(channel) * Probability(4)))];
                        Keep(
                            found, found.Count, scores, threshold,
                            ((2 * Probability(0)) - 0.5 + column) * stride, ((2 * Probability(1)) - 0.5 + row) * stride,
                            Math.Pow(2 * Probability(2), 2) * sizes[2 * anchor], Math.Pow(2 * Probability(3), 2) * sizes[(2 * anchor) + 1]);
                    }
                }
            }
        }

        return found;
    }

    /// <summary>One map [5 + classes, rows, columns]: objectness^0.6 x class^0.4, tanh centres, sigmoid sizes.</summary>
    public static List<Found> PowerMap(float[] values, int rows, int columns, int classes, int width, int height, float threshold)
    {
        List<Found> found = [];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                float At(int channel) => values[(((channel * rows) + row) * columns) + column];
                float[] scores = [.. Enumerable.Range(5, classes).Select(channel => (float)(Math.Pow(At(0), 0.6) * Math.Pow(At(channel), 0.4)))];
                Keep(
                    found, found.Count, scores, threshold,
                    (column + Math.Tanh(At(1))) / columns * width, (row + Math.Tanh(At(2))) / rows * height,
                    Sigmoid(At(3)) * width, Sigmoid(At(4)) * height);
            }
        }

        return found;
    }

    /// <summary>Class scores and binned distances of one stride.</summary>
    public static List<Found> Distances(
        Func<int, int, float> score, Func<int, int, int, float> bin, int stride, double center, int columns, int rows, int classes, int bins, float threshold)
    {
        List<Found> found = [];
        for (int cell = 0; cell < rows * columns; cell++)
        {
            float[] scores = [.. Enumerable.Range(0, classes).Select(index => score(cell, index))];
            double[] reach = [.. Enumerable.Range(0, 4).Select(side =>
            {
                double[] weights = [.. Enumerable.Range(0, bins).Select(index => Math.Exp(bin(cell, side, index)))];
                return weights.Select((weight, index) => weight * index).Sum() / weights.Sum() * stride;
            })];
            double x = (cell % columns * stride) + center, y = (cell / columns * stride) + center;
            int best = Array.IndexOf(scores, scores.Max());
            if (scores[best] >= threshold)
                found.Add(new Found(cell, best, scores[best], x - reach[0], y - reach[1], x + reach[2], y + reach[3]));
        }

        return found;
    }

    public static double Sigmoid(double logit) => 1 / (1 + Math.Exp(-logit));
}
