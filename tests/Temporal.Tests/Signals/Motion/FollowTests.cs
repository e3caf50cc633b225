using System.Numerics;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Signals;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals.Motion;

/// <summary>A signal that follows a moving camera: blocks go on showing the same things.</summary>
public sealed class FollowTests : LeaseGuard
{
    private static readonly ChangeSignalOptions s_following = new() { FollowStep = 1 };

    [Fact]
    public void SlowPan_Followed_OnlyTheRimChangesAndBlocksMoveByWholeSteps()
    {
        using ChangeSignal follows = Scene.Signal(s_following), stays = Scene.Signal();
        (int following, int staying, int moved) = (0, 0, 0);
        for (int index = 0; index < 40; index++)
        {
            using TestFrame frame = Scene.Frame(index, Picture(4 * index, 0));
            BlockChange change = follows.Observe(frame);
            moved += change.Moved.Across;
            Assert.Equal(0, change.Moved.Down);
            // What is aside and what has moved make the whole way, up to the share of a pixel that is not followed.
            Assert.InRange(change.Aside.X + (32 * moved) - (4 * index), -1.1f, 1.1f);
            following += Process(follows, frame, change);
            staying += Process(stays, frame, stays.Observe(frame));
        }

        Assert.Equal(5, moved);
        Assert.True(following < 0.5 * staying, $"{following} of {staying} blocks");
    }

    [Fact]
    public void Shake_Followed_TakesNoSteps()
    {
        using ChangeSignal signal = Scene.Signal(s_following);
        int changed = 0;
        for (int index = 0; index < 30; index++)
        {
            using TestFrame frame = Scene.Frame(index, Picture(index % 2 == 0 ? 5 : -4, index % 3 == 0 ? 3 : -2));
            BlockChange change = signal.Observe(frame);
            Assert.Equal((0, 0), change.Moved);
            changed += index == 0 ? Process(signal, frame, change) * 0 : Process(signal, frame, change);
        }

        Assert.InRange(changed / 29.0 / 32, 0, 0.6);
    }

    [Fact]
    public void StillCamera_Followed_IsTheSameToTheLastBit()
    {
        using ChangeSignal follows = Scene.Signal(s_following), stays = Scene.Signal();
        for (int index = 0; index < 20; index++)
        {
            int place = 4 * index;
            using TestFrame frame = Scene.Frame(index, Scene.Noisy((x, y) => x >= place && x < place + 30 && y is >= 40 and < 90 ? 250 : Picture(0, 0)(x, y), index, 2));
            BlockChange one = follows.Observe(frame), other = stays.Observe(frame);
            Assert.Equal(other.Cells.ToArray(), one.Cells.ToArray());
            Assert.Equal((Vector2.Zero, (0, 0)), (one.Aside, one.Moved));
            Process(follows, frame, one);
            Process(stays, frame, other);
        }
    }

    [Fact]
    public void FullPass_LooksStraightAheadAgain()
    {
        using ChangeSignal signal = Scene.Signal(s_following);
        using TestFrame first = Scene.Frame(0, Picture(0, 0)), second = Scene.Frame(1, Picture(9, 0)), third = Scene.Frame(2, Picture(9, 0));
        signal.Observe(first);
        signal.MarkProcessed(first, null);
        Assert.InRange(signal.Observe(second).Aside.X, 8.5f, 9.5f);

        signal.MarkProcessed(second, null);

        BlockChange change = signal.Observe(third);
        Assert.Equal((Vector2.Zero, (0, 0), 0f), (change.Aside, change.Moved, change.ChangedShare));
    }

    [Theory]
    [InlineData(4, 0)]
    [InlineData(-4, 0)]
    [InlineData(0, 4)]
    [InlineData(0, -4)]
    public void WhatIsOutOfSight_IsAsItWas(int across, int down)
    {
        using ChangeSignal signal = Scene.Signal(s_following);
        for (int index = 0; index < 5; index++)
        {
            using TestFrame frame = Scene.Frame(index, Picture(across * index, down * index));
            BlockChange change = signal.Observe(frame);
            if (index > 0)
            {
                // Sixteen pixels aside no step is taken: one rim leaves the frame, the other one's content stays in its blocks.
                Assert.Equal((0, 0), change.Moved);
                Assert.Equal(0, change.Cells.ToArray().Count(cell => cell.Share > 0.01f));
            }

            signal.MarkProcessed(frame, index == 0 ? null : new BlockMask(change.Grid.Columns, change.Grid.Rows));
        }
    }

    [Fact]
    public void StepsBetweenTwoAnalyses_AddUp()
    {
        using ChangeSignal signal = Scene.Signal(s_following);
        for (int index = 0; index < 12; index++)
        {
            using TestFrame frame = Scene.Frame(index, Picture(12 * index, 0));
            BlockChange change = signal.Observe(frame);
            if (index == 0)
                signal.MarkProcessed(frame, null);
            if (index == 11)
                Assert.Equal((4, 0), change.Moved);
        }
    }

    [Fact]
    public void ARest_ForgetsWhereItLooked()
    {
        using ChangeSignal signal = Scene.Signal(s_following);
        using TestFrame first = Scene.Frame(0, Picture(0, 0)), second = Scene.Frame(1, Picture(9, 0));
        signal.Observe(first);
        signal.MarkProcessed(first, null);
        signal.Observe(second);

        signal.Reset();

        Assert.Equal(Vector2.Zero, signal.Observe(second).Aside);
    }

    private static int Process(ChangeSignal signal, TestFrame frame, BlockChange change)
    {
        var mask = new BlockMask(change.Grid.Columns, change.Grid.Rows);
        for (int index = 0; index < change.Grid.Length; index++)
            mask[index / mask.Columns, index % mask.Columns] = change.Cells[index].Share > 0.01f;
        bool isFirst = change.Cut != SceneCut.None;
        signal.MarkProcessed(frame, isFirst ? null : mask);
        return isFirst ? 0 : mask.Count;
    }

    private static Func<int, int, int> Picture(int left, int up) => (x, y) =>
    {
        double px = x - left, py = y - up;
        return (int)(125 + (40 * Math.Sin((px * 0.21) + (3 * Math.Sin(py * 0.05)))) + (38 * Math.Sin((py * 0.17) + (4 * Math.Sin(px * 0.043)))) + (20 * Math.Sin((px + (2 * py)) * 0.037)));
    };
}
