using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Temporal.Tests.Sequences;

/// <summary>The closed form against the accumulator of the paper, step by step.</summary>
public class SkipCountdownTests
{
    private const int Most = 1000;

    [Theory]
    [InlineData(1f, 1)]
    [InlineData(0.73f, 1)]
    [InlineData(0.5f, 2)]
    [InlineData(0.25f, 3)]
    [InlineData(0.2f, 3)]
    [InlineData(0.125f, 5)]
    [InlineData(0.05f, 10)]
    [InlineData(0f, Most)]
    [InlineData(float.NaN, Most)]
    [InlineData(-1f, Most)]
    [InlineData(2f, 1)]
    public void Steps_OfAnIncrement_AreKnown(float increment, int expected) => Assert.Equal(expected, SkipCountdown.Steps(increment, Most));

    [Fact]
    public void Steps_EveryIncrement_EqualTheAccumulator()
    {
        var random = new Random(20_261);
        foreach (float increment in Increments(random))
            Assert.True(Accumulate(increment) == SkipCountdown.Steps(increment, Most), $"p = {increment:R}: {Accumulate(increment)} steps one by one, {SkipCountdown.Steps(increment, Most)} at once");
    }

    [Fact]
    public void Steps_Cap_Holds()
    {
        for (int most = 1; most < 20; most++)
            Assert.Equal(most, SkipCountdown.Steps(0.001f, most));
    }

    // An even grid, random ones of every size, and the neighbours of those where the count changes.
    private static IEnumerable<float> Increments(Random random)
    {
        for (int index = 0; index <= 20_000; index++)
            yield return index / 20_000f;
        for (int index = 0; index < 20_000; index++)
            yield return MathF.Pow(10, -4 * random.NextSingle());
        for (int steps = 1; steps <= 600; steps++)
        {
            float edge = 0.5f / steps;
            yield return edge;
            yield return MathF.BitIncrement(edge);
            yield return MathF.BitDecrement(edge);
        }
    }

    // a <- a + min(p, 1 - a); look when a rounds to 1, where one half rounds to 0. Sums are exact, as the paper means them.
    private static int Accumulate(float increment)
    {
        double sum = 0;
        for (int step = 1; step < Most; step++)
        {
            sum += Math.Min(increment, 1 - sum);
            if (Math.Round(sum, MidpointRounding.ToEven) >= 1)
                return step;
        }

        return Most;
    }
}
