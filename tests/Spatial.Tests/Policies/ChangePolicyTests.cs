using System.Numerics;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Errors;
using VideoDyn.Core.Signals;
using VideoDyn.Spatial.Policies;

namespace VideoDyn.Spatial.Tests.Policies;

public class ChangePolicyTests
{
    [Fact]
    public void Decide_SharesAroundTheThreshold_ExecutesOnlyThoseAbove()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions { Share = 0.01 });

        BlockDecision decision = policy.Decide(Changes.Of(1, (row, column) => Changes.Cell(share: column == 2 ? 0.0101 : 0.01)));

        Assert.Equal(4, decision.Mask.Count);
        Assert.True(decision.Mask[0, 2] && decision.Mask[3, 2]);
        Assert.Equal((4, 28, 32), (
            decision.Count(BlockReason.Change), decision.Count(BlockReason.Unchanged), decision.Count(BlockReason.Border)));
        Assert.Equal(BlockReason.Change, decision.Reasons[2]);
        Assert.Equal(RefreshCause.None, decision.Refresh);
    }

    [Theory]
    [InlineData(SceneCut.FirstFrame, RefreshCause.Start)]
    [InlineData(SceneCut.FrameSize, RefreshCause.Start)]
    [InlineData(SceneCut.Reset, RefreshCause.Start)]
    [InlineData(SceneCut.Content, RefreshCause.SceneCut)]
    public void Decide_Cut_ExecutesEverythingWithItsCause(SceneCut cut, RefreshCause cause)
    {
        var policy = new ChangePolicy(new ChangePolicyOptions());
        BlockChange change = Changes.Of(1);
        change.Cut = cut;

        BlockDecision decision = policy.Decide(change);

        Assert.Equal(cause, decision.Refresh);
        Assert.Equal(1, decision.Mask.Share);
        Assert.Equal(64, decision.Count(BlockReason.Refresh));
    }

    [Fact]
    public void Decide_BrightnessOrMotionOfTheWholePicture_Refreshes()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions());
        BlockChange change = Changes.Of(1);
        change.GlobalBrightness = -8;
        Assert.Equal(RefreshCause.Brightness, policy.Decide(change).Refresh);
        change.GlobalBrightness = 7.9f;
        Assert.Equal(RefreshCause.None, policy.Decide(change).Refresh);
        change.GlobalMotion = new Vector2(0, 52); // a tenth of the width is 51.2
        Assert.Equal(RefreshCause.Motion, policy.Decide(change).Refresh);
        change.GlobalMotion = new Vector2(30, 40);
        Assert.Equal(RefreshCause.None, policy.Decide(change).Refresh);
    }

    [Fact]
    public void Decide_NothingChanges_RefreshesBySchedule()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = TimeSpan.FromSeconds(2), MaxAge = null });
        int[] refreshed = [.. Enumerable.Range(1, 160).Where(i => policy.Decide(Changes.Of(i)).Refresh == RefreshCause.Schedule)];

        Assert.Equal([50, 100, 150], refreshed);
        Assert.Equal((160, 3), (policy.Totals.Frames, policy.Totals.Refreshes(RefreshCause.Schedule)));
    }

    [Fact]
    public void Decide_NothingChanges_NoBlockGrowsOlderThanTheLimitAndTheyComeDueSpread()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions { MaxAge = TimeSpan.FromSeconds(4), RefreshInterval = null });
        var processed = new int[64];
        int most = 0;
        for (int i = 1; i <= 500; i++)
        {
            BlockDecision decision = policy.Decide(
                Changes.Of(i, (row, column) => Changes.Cell(age: (i - processed[(row * 8) + column]) / 25.0)));
            for (int cell = 0; cell < 64; cell++)
            {
                if (decision.Mask[cell / 8, cell % 8])
                {
                    Assert.Equal(BlockReason.Age, decision.Reasons[cell]);
                    processed[cell] = i;
                }

                Assert.True(cell >= 32 || i - processed[cell] <= 100, $"block {cell} is {i - processed[cell]} frames old");
            }

            most = Math.Max(most, decision.Count(BlockReason.Age));
        }

        Assert.InRange(most, 1, 8);
    }

    [Fact]
    public void Decide_MaskedArea_IsNotExecutedButIsRefreshed()
    {
        IReadOnlyList<Vector2> leftHalf = [new(0, 0), new(0.5f, 0), new(0.5f, 1), new(0, 1)];
        var policy = new ChangePolicy(new ChangePolicyOptions { Mask = [leftHalf] });

        BlockDecision decision = policy.Decide(Changes.Of(1, (_, _) => Changes.Cell(share: 0.5)));
        Assert.Equal((16, 16), (decision.Count(BlockReason.Masked), decision.Count(BlockReason.Change)));
        Assert.False(decision.Mask[0, 3]);
        Assert.True(decision.Mask[0, 4]);

        BlockChange cut = Changes.Of(2);
        cut.Cut = SceneCut.Content;
        Assert.Equal(1, policy.Decide(cut).Mask.Share);
    }

    [Fact]
    public void Decide_TriangleMask_CoversBlocksByArea()
    {
        IReadOnlyList<Vector2> triangle = [new(0, 0), new(1, 0), new(0, 1)];
        var policy = new ChangePolicy(new ChangePolicyOptions { Mask = [triangle], MaskCover = 0.9 });

        BlockDecision decision = policy.Decide(Changes.Of(1, (_, _) => Changes.Cell(share: 0.5)));

        // Row r of 4 is wholly covered in the columns left of 8 - 2 (r + 1).
        Assert.Equal(6 + 4 + 2 + 0, decision.Count(BlockReason.Masked));
    }

    [Fact]
    public void Decide_BlockThatAlwaysChangesAlike_IsMutedReportedAndLookedAtOncePerInterval()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null, MaxAge = null });
        int processed = 0;
        var executed = new List<int>();
        for (int i = 1; i <= 25 * 60; i++)
        {
            double age = (i - processed) / 25.0;
            BlockDecision decision = policy.Decide(Changes.Of(i, (row, column) => (row, column) == (1, 3)
                ? Changes.Cell(share: 0.3, mean: 9 + (i % 3), age: age)
                : Changes.Cell()));
            if (decision.Mask[1, 3])
            {
                processed = i;
                executed.Add(i);
            }
        }

        MutedBlock muted = Assert.Single(policy.MutedBlocks());
        Assert.Equal((1, 3), (muted.Row, muted.Column));
        Assert.InRange(muted.Since.TotalSeconds, 29.9, 31);
        Assert.InRange(muted.Level, 9, 11);
        Assert.InRange(executed.Count(i => i > 25 * 40), 19, 21);
        Assert.True(policy.Totals.Blocks(BlockReason.Muted) > 500);

        BlockDecision passerBy = policy.Decide(Changes.Of((25 * 60) + 1, (row, column) => (row, column) == (1, 3)
            ? Changes.Cell(share: 0.6, mean: 30, age: 0.04)
            : Changes.Cell()));
        Assert.Equal(BlockReason.Change, passerBy.Reasons[11]);
    }

    [Fact]
    public void Decide_TrafficOrMovingCamera_IsNeverMuted()
    {
        var traffic = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null });
        var moving = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null });
        for (int i = 1; i <= 25 * 90; i++)
        {
            double level = i % 50 < 20 ? 35 : 4;
            traffic.Decide(Changes.Of(i, (row, _) => row == 1 ? Changes.Cell(share: 0.2, mean: level) : Changes.Cell()));
            BlockDecision decision = moving.Decide(Changes.Of(i, (_, _) => Changes.Cell(share: 0.2, mean: 12)));
            Assert.Equal(32, decision.Count(BlockReason.Change));
        }

        Assert.Empty(traffic.MutedBlocks());
        Assert.Empty(moving.MutedBlocks());
    }

    [Fact]
    public void Decide_BlockThatAlwaysChangesUnderABox_IsNeverMuted()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null });
        var car = new Detection(new BoundingBox(192, 64, 250, 120), 0, 0.5f, Provenance.Detected, TimeSpan.Zero);
        for (int i = 1; i <= 25 * 120; i++)
        {
            BlockDecision decision = policy.Decide(Changes.Of(i, (row, column) => row == 1 && (column is 3 or 5)
                ? Changes.Cell(share: 0.3, mean: 9 + (i % 3))
                : Changes.Cell()));
            Assert.Equal(BlockReason.Change, decision.Reasons[11]);
            if (i % (25 * 20) == 0)
                policy.Learn([car], [11]); // once in twenty seconds is enough
        }

        Assert.Equal((1, 5), policy.MutedBlocks().Select(muted => (muted.Row, muted.Column)).Single());
    }

    [Fact]
    public void Restore_WhatAnotherPolicyLearned_MutesFromTheStart()
    {
        var first = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null });
        BlockChange Noisy(int frame) => Changes.Of(frame, (row, column) => (row, column) == (1, 3) ? Changes.Cell(share: 0.3, mean: 9 + (frame % 3)) : Changes.Cell());
        for (int i = 1; i <= 25 * 60; i++)
            first.Decide(Noisy(i));

        var second = new ChangePolicy(new ChangePolicyOptions { RefreshInterval = null });
        second.Decide(Noisy(1));
        Assert.Empty(second.MutedBlocks());
        second.Restore([.. first.Habits()]);
        Assert.Equal(BlockReason.Muted, second.Decide(Noisy(2)).Reasons[11]);
        Assert.Throws<ArgumentException>(() => second.Restore([default]));
        second.ForgetHabits();
        Assert.Equal(BlockReason.Change, second.Decide(Noisy(3)).Reasons[11]);
    }

    [Fact]
    public void Decide_SteadyStream_AllocatesNothing()
    {
        var policy = new ChangePolicy(new ChangePolicyOptions());
        BlockChange change = Changes.Of(1, (row, column) => Changes.Cell(share: (row + column) % 5 == 0 ? 0.2 : 0));
        for (int i = 0; i < 20; i++)
            policy.Decide(change);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 200; i++)
        {
            change.StreamTime += TimeSpan.FromSeconds(1);
            policy.Decide(change);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Create_SeveralWrongOptions_OneErrorNamesAll()
    {
        var options = new ChangePolicyOptions
        {
            Share = 2,
            MaxAge = TimeSpan.Zero,
            Mask = [[new(0, 0), new(2, 0)]],
            Muting = new MutingOptions { Activity = 0.1 },
        };

        VideoDynException error = Assert.Throws<VideoDynException>(() => new ChangePolicy(options));

        Assert.Equal(ErrorKind.Configuration, error.Kind);
        foreach (string part in new[] { "Share is 2", "MaxAge is 00:00:00", "Mask[0] has 2 corners", "outside the frame", "Muting.Activity is 0.1" })
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
    }
}
