using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Signals;
using VideoDyn.Spatial.Policies;
using VideoDyn.Spatial.Policies.Online;
using VideoDyn.TestKit;

namespace VideoDyn.Spatial.Tests.Policies.Online;

/// <summary>
/// A stream of 8 x 4 blocks: the left column flickers and means nothing, in the right column a box moves with the pixels,
/// everything else is still.
/// </summary>
public class OnlinePolicyTests : LeaseGuard
{
    private const int Frames = 1500;

    [Fact]
    public void BlocksThatBringNews_GainProbability_OthersLoseIt()
    {
        var policy = new OnlinePolicy(new OnlinePolicyOptions { Target = 0.1, Rate = 0.003, MaxAge = null, RefreshInterval = null });
        (float[] early, float[] late) = (Play(policy, 0, 5), Play(policy, 5, Frames));

        (float news, float flicker, float still) = (Column(late, 7), Column(late, 0), Column(late, 3));
        string told = $"news {Column(early, 7)} -> {news}, flicker {Column(early, 0)} -> {flicker}, still {Column(early, 3)} -> {still}";
        Assert.True(news > flicker + 0.3f, told);
        // At first the two that change were alike.
        Assert.True(news - flicker > Column(early, 7) - Column(early, 0) + 0.2f, told);
        Assert.True(still < Column(early, 3) && still < 0.05f, told);
    }

    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    public void ExecutedShare_IsDrawnToTheTarget(double target)
    {
        var policy = new OnlinePolicy(new OnlinePolicyOptions { Target = target, MaxAge = null, RefreshInterval = null });
        Play(policy, 0, 700);
        long before = policy.Totals.Blocks(BlockReason.Learned);
        Play(policy, 700, 300);
        double share = (policy.Totals.Blocks(BlockReason.Learned) - before) / (300.0 * Changes.Grid.PictureCells);
        Assert.InRange(share, target - 0.12, target + 0.12);
    }

    [Fact]
    public void TheSameSeed_RepeatsEveryDecision_AnotherOneDoesNot()
    {
        Assert.Equal(Masks(1), Masks(1));
        Assert.NotEqual(Masks(1), Masks(2));

        static string Masks(int seed)
        {
            var policy = new OnlinePolicy(new OnlinePolicyOptions { Seed = seed });
            var text = new System.Text.StringBuilder();
            Play(policy, 0, 40, decision => text.Append(string.Join(',', decision.Reasons.ToArray())));
            return text.ToString();
        }
    }

    [Fact]
    public void Weights_GoOnWhereTheyWereSaved()
    {
        var options = new OnlinePolicyOptions { RefreshInterval = null };
        var one = new OnlinePolicy(options);
        Play(one, 0, 200);
        float[] saved = one.Save();
        var other = new OnlinePolicy(options);
        Play(other, 0, 1);

        Assert.True(other.TryRestore(saved));
        Assert.Equal(saved, other.Save());
        Assert.False(other.TryRestore(saved.AsSpan(1)));
        saved[5] = float.NaN;
        Assert.False(other.TryRestore(saved));
        other.Forget();
        Assert.NotEqual(one.Save(), other.Save());
    }

    [Fact]
    public void OldBlocks_AreExecuted_WhateverTheNetSays()
    {
        var policy = new OnlinePolicy(new OnlinePolicyOptions { Target = 0.01, MaxAge = TimeSpan.FromSeconds(1) });
        using TestFrame frame = Picture(0);
        policy.See(frame, Changes.Grid);
        policy.Decide(Changes.Of(0, (_, _) => Changes.Cell(age: 2)));
        policy.See(frame, Changes.Grid);
        BlockDecision decision = policy.Decide(Changes.Of(1, (_, _) => Changes.Cell(age: 2)));
        Assert.Equal(Changes.Grid.PictureCells, decision.Count(BlockReason.Age) + decision.Count(BlockReason.Learned));
    }

    [Fact]
    public void Frame_AllocatesNothing()
    {
        var policy = new OnlinePolicy(new OnlinePolicyOptions());
        Play(policy, 0, 100);
        using TestFrame frame = Picture(3);
        BlockChange change = Changes.Of(101);
        Detection[] boxes = [Box(3)];
        int[] blocks = [0];
        Step(policy, frame, change, boxes, blocks);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 20; i++)
            Step(policy, frame, change, boxes, blocks);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(0, 0.003, 5)]
    [InlineData(double.NaN, 0.003, 5)]
    [InlineData(0.2, -1, 5)]
    [InlineData(0.2, 0.003, 1000)]
    public void Options_OutOfRange_AreRefused(double target, double rate, double cost) =>
        Assert.Equal(ErrorKind.Configuration, Assert.Throws<VideoDynException>(() => new OnlinePolicy(new OnlinePolicyOptions { Target = target, Rate = rate, CostWeight = cost })).Kind);

    // Mean probabilities over the frames played.
    private static float[] Play(OnlinePolicy policy, int first, int count, Action<BlockDecision>? look = null)
    {
        float[] sums = new float[Changes.Grid.Length];
        int[] blocks = [0];
        // The pictures repeat after six.
        TestFrame[] pictures = [.. Enumerable.Range(0, 6).Select(Picture)];
        for (int index = first; index < first + count; index++)
        {
            TestFrame frame = pictures[index % 6];
            BlockChange change = Changes.Of(index);
            policy.See(frame, Changes.Grid);
            BlockDecision decision = policy.Decide(change);
            look?.Invoke(decision);
            policy.Executed(everything: false);
            // What the network sees of the box is old until one of its blocks is executed.
            if (decision.Mask[0, 7] || decision.Mask[2, 7] || index == first)
                s_seen = Box(index);
            policy.Learn([s_seen], blocks);
            if (index >= first + count - Math.Min(count, 200))
            {
                for (int block = 0; block < sums.Length; block++)
                    sums[block] += policy.Probabilities[block] / Math.Min(count, 200);
            }
        }

        foreach (TestFrame picture in pictures)
            picture.Dispose();
        return sums;
    }

    [ThreadStatic]
    private static Detection s_seen;

    private static void Step(OnlinePolicy policy, TestFrame frame, BlockChange change, Detection[] boxes, int[] blocks)
    {
        policy.See(frame, Changes.Grid);
        policy.Decide(change);
        policy.Executed(everything: false);
        policy.Learn(boxes, blocks);
    }

    private static float Column(float[] probabilities, int column) =>
        Enumerable.Range(0, 4).Average(row => probabilities[(row * Changes.Grid.Columns) + column]);

    // The box jumps between the upper and the lower half of the right column, every three frames.
    private static Detection Box(int frame) =>
        new(new BoundingBox(450, (frame / 3 % 2) * 128, 510, ((frame / 3 % 2) * 128) + 120), 0, 0.9f);

    private static TestFrame Picture(int index)
    {
        var format = new FrameFormat(512, 256, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Limited);
        return new TestFrame(format).Fill((_, x, y) => x < 64
            ? (byte)(index % 2 == 0 ? 90 : 150)
            : x >= 448 && y / 128 == index / 3 % 2 ? (byte)200 : (byte)110);
    }
}
