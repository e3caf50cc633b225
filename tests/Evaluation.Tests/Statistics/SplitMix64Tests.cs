using VideoDyn.Evaluation.Statistics;

namespace VideoDyn.Evaluation.Tests.Statistics;

public class SplitMix64Tests
{
    [Fact]
    public void Next_PublishedSeed_GivesThePublishedSequence()
    {
        var random = new SplitMix64(1234567);

        Assert.Equal(
            [6457827717110365317UL, 3203168211198807973UL, 9817491932198370423UL, 4593380528125082431UL, 16408922859458223821UL],
            Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    [Fact]
    public void NextIndex_ManyDraws_IsEven()
    {
        var random = new SplitMix64(7);
        var counts = new int[10];
        for (int i = 0; i < 100_000; i++)
            counts[random.NextIndex(10)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
    }
}
