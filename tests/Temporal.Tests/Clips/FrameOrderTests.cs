using VideoDyn.Temporal.Clips;

namespace VideoDyn.Temporal.Tests.Clips;

public class FrameOrderTests
{
    [Fact]
    public void CoarseToFine_SixteenFrames_IsTheOrderOfThePapers() =>
        Assert.Equal([7, 0, 15, 3, 11, 1, 5, 9, 13, 2, 4, 6, 8, 10, 12, 14], FrameOrder.CoarseToFine(16));

    [Fact]
    public void EveryOrder_HasEachFrameOnce()
    {
        for (int frames = 1; frames <= ClipModel.MostFrames; frames++)
        {
            Assert.Equal(Enumerable.Range(0, frames), FrameOrder.CoarseToFine(frames).Order());
            Assert.Equal(Enumerable.Range(0, frames), FrameOrder.ByTime(frames));
        }
    }

    [Theory]
    [InlineData(10, 1, new[] { 5 })]
    [InlineData(10, 2, new[] { 2, 7 })]
    [InlineData(3, 3, new[] { 0, 1, 2 })]
    public void Uniform_TakesTheMiddlesOfEqualParts(int frames, int wanted, int[] expected) =>
        Assert.Equal(expected, FrameSelection.Uniform(frames, wanted));

    [Fact]
    public void ByMotion_AllMotionInOnePlace_LooksThere()
    {
        float[] motion = new float[20];
        motion.AsSpan(10, 4).Fill(1);
        int[] chosen = FrameSelection.ByMotion(motion, 4);
        Assert.All(chosen, frame => Assert.InRange(frame, 9, 14));
    }

    [Fact]
    public void ByMotion_NothingMovesOrNumbersAreBad_IsUniform()
    {
        Assert.Equal(FrameSelection.Uniform(10, 3), FrameSelection.ByMotion(new float[10], 3));
        Assert.Equal(FrameSelection.Uniform(10, 3), FrameSelection.ByMotion([.. Enumerable.Repeat(float.NaN, 10)], 3));
    }

    [Fact]
    public void ByMotion_AnyMotion_GivesRisingFramesEachOnce()
    {
        var random = new Random(3);
        for (int round = 0; round < 500; round++)
        {
            float[] motion = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.NextSingle() < 0.4f ? 0 : random.NextSingle() * 50)];
            int wanted = random.Next(1, motion.Length + 1);
            int[] chosen = FrameSelection.ByMotion(motion, wanted);
            Assert.Equal(wanted, chosen.Length);
            Assert.All(chosen, frame => Assert.InRange(frame, 0, motion.Length - 1));
            Assert.Equal(chosen.Distinct().Order(), chosen);
        }
    }
}
