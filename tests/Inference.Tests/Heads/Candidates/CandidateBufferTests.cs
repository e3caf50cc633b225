using FsCheck;
using FsCheck.Fluent;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads.Candidates;

public sealed class CandidateBufferTests
{
    [Fact]
    public void Add_BeyondTheCap_KeepsTheBestAndSaysSo()
    {
        var random = new Random(3);
        // Scores in steps make many ties, which must go to the earlier candidate.
        float[] scores = [.. Enumerable.Range(0, 5000).Select(_ => random.Next(1, 40) / 40f)];
        var buffer = new CandidateBuffer(100, 0);
        foreach (float score in scores)
            buffer.Add(score, 0, 0, 0, 1, 1);

        int[] expected = [.. Enumerable.Range(0, 5000).OrderByDescending(index => scores[index]).ThenBy(index => index).Take(100).Order()];
        Assert.Equal(expected, buffer.Order.ToArray().Order());
        Assert.True(buffer.Truncated);
        Assert.Equal(100, buffer.Count);
    }

    [Fact]
    public void Add_AnyScoresAndCap_KeepsWhatSortingWouldKeep() => Prop.ForAll<byte[], byte>((bytes, size) =>
    {
        int capacity = 1 + (size % 16);
        var buffer = new CandidateBuffer(capacity, 0);
        foreach (byte value in bytes)
            buffer.Add(value / 255f, 0, 0, 0, 1, 1);
        int[] expected = [.. Enumerable.Range(0, bytes.Length).OrderByDescending(index => bytes[index]).ThenBy(index => index).Take(capacity).Order()];
        return buffer.Order.ToArray().Order().SequenceEqual(expected) && buffer.Truncated == bytes.Length > capacity;
    }).Check(Config.QuickThrowOnFailure.WithReplay(20_261, 3));

    [Fact]
    public void Add_ClassThatIsNotAllowed_TakesNoRoom()
    {
        var buffer = new CandidateBuffer(1, 0.1f, [false, true]);
        buffer.Add(0.9f, 0, 0, 0, 1, 1);
        buffer.Add(0.2f, 1, 0, 0, 1, 1);
        Assert.Equal([1], buffer.Classes.ToArray());
        Assert.False(buffer.Truncated);
    }

    [Fact]
    public void Clear_ForgetsEverything()
    {
        var buffer = new CandidateBuffer(1, 0.1f);
        buffer.Add(0.9f, 0, 0, 0, 1, 1);
        buffer.Add(0.9f, 0, 0, 0, 1, 1);
        buffer.Add(0.9f, 0, 1, 1, 1, 1);
        Assert.True(buffer.Truncated && buffer.Invalid == 1);
        buffer.Clear();
        Assert.True(!buffer.Truncated && buffer.Invalid == 0 && buffer.Count == 0);
    }

    [Theory]
    [InlineData(-0.1f)]
    [InlineData(1.1f)]
    [InlineData(float.NaN)]
    public void Constructor_ThresholdOutOfRange_Throws(float threshold) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CandidateBuffer(1, threshold));
}
