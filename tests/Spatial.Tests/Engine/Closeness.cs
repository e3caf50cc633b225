namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>Compares results by the largest difference relative to the range of the truth.</summary>
internal static class Closeness
{
    public static double Difference(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double difference = 0, low = double.PositiveInfinity, high = double.NegativeInfinity;
        for (int i = 0; i < expected.Length; i++)
        {
            double d = Math.Abs((double)expected[i] - actual[i]);
            if (double.IsNaN(d))
                return double.PositiveInfinity;
            difference = Math.Max(difference, d);
            low = Math.Min(low, expected[i]);
            high = Math.Max(high, expected[i]);
        }

        // Values that hardly vary are judged by their size, and what is nothing but rounding by a millionth.
        double range = Math.Max(high - low, Math.Max(Math.Abs(high), Math.Abs(low)));
        return difference == 0 ? 0 : difference / Math.Max(range, 1e-6);
    }

    public static void Require(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance = 1e-4)
    {
        double difference = Difference(expected, actual);
        Assert.True(difference <= tolerance, FormattableString.Invariant($"{what}: differs by {difference:E2} of the range, at most {tolerance:E0} is allowed"));
    }
}
