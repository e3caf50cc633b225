using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads.Candidates;

public sealed class NonMaximumSuppressionTests
{
    [Fact]
    public void Run_OverlapInOtherClass_Stays()
    {
        var buffer = new CandidateBuffer(10, 0);
        buffer.Add(0.9f, 0, 0, 0, 10, 10);
        buffer.Add(0.8f, 1, 0, 0, 10, 10);
        buffer.Add(0.7f, 0, 1, 0, 11, 10);
        Assert.Equal([0, 1], new NonMaximumSuppression(10, 2).Run(buffer, 0.5f).ToArray());
    }

    [Theory]
    [InlineData(0.33f, 1)]
    [InlineData(0.34f, 2)]
    [InlineData(0f, 1)]
    public void Run_OverlapAgainstThreshold(float iou, int kept)
    {
        // Half of each box is shared: intersection over union is a third.
        var buffer = new CandidateBuffer(10, 0);
        buffer.Add(0.9f, 0, 0, 0, 10, 10);
        buffer.Add(0.8f, 0, 5, 0, 15, 10);
        Assert.Equal(kept, new NonMaximumSuppression(10, 1).Run(buffer, iou).Length);
    }

    [Fact]
    public void Run_EqualScores_TheEarlierWinsWhateverTheOrderOfSlots()
    {
        var full = new CandidateBuffer(2, 0);
        full.Add(0.1f, 0, 100, 100, 110, 110);
        full.Add(0.5f, 0, 0, 0, 10, 10);
        // Takes the slot of the first, so slot order and place differ from here on.
        full.Add(0.5f, 0, 1, 0, 11, 10);
        ReadOnlySpan<int> kept = new NonMaximumSuppression(2, 1).Run(full, 0.5f);
        Assert.Equal(1, full.Order[kept[0]]);
        Assert.Equal(1, kept.Length);
    }

    [Fact]
    public void Run_MoreBoxesThanTheCap_KeepsTheBestAndSaysSo()
    {
        var buffer = new CandidateBuffer(1000, 0);
        for (int index = 0; index < 400; index++)
            buffer.Add(index / 400f, index % 3, index * 20, 0, (index * 20) + 10, 10);
        var suppression = new NonMaximumSuppression(1000, 3);
        ReadOnlySpan<int> kept = suppression.Run(buffer, 0.5f);
        Assert.Equal(Enumerable.Range(0, 300).Select(rank => 399 - rank), kept.ToArray());
        Assert.True(suppression.Truncated);
    }

    [Fact]
    public void Run_AsManyBoxesAsTheCap_IsNotTruncated()
    {
        var buffer = new CandidateBuffer(10, 0);
        buffer.Add(0.9f, 0, 0, 0, 10, 10);
        buffer.Add(0.8f, 0, 0, 0, 10, 10);
        var suppression = new NonMaximumSuppression(10, 1, maxDetections: 1);
        Assert.Equal(1, suppression.Run(buffer, 0.5f).Length);
        Assert.False(suppression.Truncated);
    }

    [Fact]
    public void Run_IouOfOne_KeepsEverything()
    {
        var buffer = new CandidateBuffer(10, 0);
        buffer.Add(0.9f, 0, 0, 0, 10, 10);
        buffer.Add(0.8f, 0, 0, 0, 10, 10);
        Assert.Equal(2, new NonMaximumSuppression(10, 1).Run(buffer, 1).Length);
    }

    [Fact]
    public void Run_HundredThousandCandidates_StaysBounded()
    {
        var random = new Random(5);
        var buffer = new CandidateBuffer(CandidateBuffer.DefaultCapacity, 0);
        for (int index = 0; index < 100_000; index++)
        {
            float x = random.NextSingle() * 1000, y = random.NextSingle() * 1000;
            buffer.Add(random.NextSingle(), random.Next(80), x, y, x + 10, y + 10);
        }

        var suppression = new NonMaximumSuppression(CandidateBuffer.DefaultCapacity, 80);
        Assert.Equal(300, suppression.Run(buffer, 0.45f).Length);
        Assert.True(buffer.Truncated && suppression.Truncated);
    }
}
