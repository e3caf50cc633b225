using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Clips;

/// <summary>Clips cut from streams; the toy model takes 5 frames a second, 5 a clip, in the order 2 0 4 1 3.</summary>
public sealed class ClipFollowerTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();
    private readonly StageClock _clock = new();
    private readonly List<ClipResult> _results = [];

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Stream_OfTwentyFramesASecond_GivesAClipASecondOfFiveFramesEach()
    {
        using ClipNetworks networks = Open("exit: never");
        using ClipFollower clips = Run(networks, 85, 20);
        Assert.Equal(4, _results.Count);
        Assert.Equal([0, 1, 2, 3], _results.Select(result => result.Start.TotalSeconds));
        Assert.Equal([1, 2, 3, 4], _results.Select(result => result.End.TotalSeconds));
        Assert.All(_results, result => Assert.Equal((5, 5, ClipExitReason.LastFrame), (result.FramesUsed, result.Frames, result.Reason)));
        Assert.Equal((4, 20, 20, 20), (clips.Counters.Answered, clips.Counters.BackboneRuns, clips.Counters.FramesUsed, clips.Counters.Frames));
        Assert.Null(clips.Note);
    }

    [Fact]
    public void NeverExit_OnAStream_EqualsTheDenseClip()
    {
        using ClipNetworks networks = Open("exit: never");
        using ClipFollower clips = Run(networks, 20, 20, (index, time) => ToyFrames.Drifting(index, time, 5));
        ClipResult result = Assert.Single(_results);

        // The frames shown at 0.1 s, 0.3 s ... of 20 frames a second are those of number 2, 6, 10, 14, 18.
        float[] most = new float[3];
        var tensorizer = new FrameTensorizer();
        foreach (int index in new[] { 2, 6, 10, 14, 18 })
        {
            using TestFrame frame = ToyFrames.Drifting(index, index / 20.0, 5);
            tensorizer.Write(frame, networks.Backbone.Spec, networks.Backbone.Picture);
            ReadOnlySpan<float> feature = networks.Backbone.Run();
            for (int channel = 0; channel < 3; channel++)
                most[channel] = MathF.Max(most[channel], feature[channel]);
        }

        float[] logits = [.. most.Select(value => value * ToyClipModel.Factor(4))];
        Assert.Equal(MathF.Exp(logits.Max()) / logits.Sum(MathF.Exp), result.Score, 1e-5f);
        Assert.Equal(Array.IndexOf(logits, logits.Max()), result.ClassId);
    }

    [Fact]
    public void Gate_MiddleAndFirstAndLastFrameTellEnough_TheOthersAreNeverRun()
    {
        using ClipNetworks networks = Open("");
        using ClipFollower clips = Run(networks, 21, 20, (index, time) => index >= 16 ? ToyFrames.Blue(index, time) : ToyFrames.Gray(index, time, 60));
        ClipResult result = Assert.Single(_results);
        Assert.Equal((3, ClipExitReason.Gate, 2, true), (result.FramesUsed, result.Reason, result.ClassId, result.IsReported));
        Assert.Equal(3, clips.Counters.BackboneRuns);
    }

    [Fact]
    public void CoarseToFine_EnoughAtTheMiddle_IsToldBeforeTheClipEnds()
    {
        using ClipNetworks networks = Open("", "thresholds: {first: 0.9}");
        using ClipFollower clips = Run(networks, 40, 20, (index, time) => ToyFrames.Blue(index, time));
        Assert.Equal(TimeSpan.FromSeconds(0.55), _results[0].AnsweredAt);
        Assert.Equal((1, ClipExitReason.First), (_results[0].FramesUsed, _results[0].Reason));
    }

    [Fact]
    public void OrderOfTime_AnswersWhileTheClipRuns()
    {
        using ClipNetworks networks = Open("", order: "order: time");
        using ClipFollower clips = Run(networks, 20, 20, (index, time) => index >= 5 ? ToyFrames.Blue(index, time) : ToyFrames.Gray(index, time, 60));
        ClipResult result = Assert.Single(_results);
        Assert.Equal((2, ClipExitReason.Gate), (result.FramesUsed, result.Reason));
        Assert.Equal(TimeSpan.FromSeconds(0.35), result.AnsweredAt);
        Assert.True(result.AnsweredAt < result.End);
    }

    [Fact]
    public void Stride_ClipsThatOverlap_ShareTheirFrames()
    {
        using ClipNetworks networks = Open("exit: never\nstride: 1");
        using ClipFollower clips = Run(networks, 41, 20);
        Assert.Equal(6, _results.Count);
        Assert.Equal((10, 30), (clips.Counters.BackboneRuns, clips.Counters.FramesUsed));
    }

    [Fact]
    public void Pictures_TooLargeToHold_GiveTheSameAnswersFromSmallCopies()
    {
        using ClipNetworks networks = Open("stride: 2");
        TestFrame Make(long index, double time) => ToyFrames.Drifting(index, time, 9);
        using ClipFollower held = Run(networks, 60, 20, Make);
        ClipResult[] expected = [.. _results];
        _results.Clear();
        using ClipFollower copied = Run(networks, 60, 20, Make, new ClipFollowerOptions { MostPictureBytes = 0 });
        Assert.NotEmpty(expected);
        Assert.Equal(expected, _results);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Recording_ShorterThanAClip_IsAClipOfItsOwnLength(int frames)
    {
        using ClipNetworks networks = Open("exit: never");
        using ClipFollower clips = Run(networks, frames, 10, (index, time) => ToyFrames.Blue(index, time), complete: true);
        ClipResult result = Assert.Single(_results);
        Assert.Equal((2, 5), (result.ClassId, result.Frames));
        Assert.InRange(result.FramesUsed, 1, Math.Min(5, frames));
        Assert.Equal(clips.Counters.BackboneRuns, result.FramesUsed);
        Assert.Equal(TimeSpan.Zero, result.Start);
    }

    [Fact]
    public void TriggerOnChange_NothingMoves_OnlyTheFirstClipIsLookedAt()
    {
        using ClipNetworks networks = Open("trigger: change\nexit: never");
        using ClipFollower clips = Run(networks, 101, 20, (index, time) => ToyFrames.Gray(index, time, 60));
        Assert.Single(_results);
        Assert.Equal((4, 5), (clips.Counters.Idle, clips.Counters.BackboneRuns));
    }

    [Fact]
    public void TriggerOnChange_SlowRamp_IsNoticed()
    {
        // One level every second frame: no frame differs from the one before it by much, but all in all it is day and night.
        using ClipNetworks networks = Open("trigger: change\nexit: never");
        using ClipFollower clips = Run(networks, 201, 20, (index, time) => ToyFrames.Gray(index, time, (byte)(60 + (index / 2))));
        Assert.InRange(_results.Count, 4, 10);
    }

    [Fact]
    public void TriggerOnTrack_OnlyClipsWithATrackAreLookedAt()
    {
        using ClipNetworks networks = Open("trigger: track\nexit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        for (int index = 0; index < 61; index++)
            Add(clips, ToyFrames.Gray(index, index / 20.0, 60), isTriggered: index is >= 24 and < 30);
        Assert.Equal(TimeSpan.FromSeconds(1), Assert.Single(_results).Start);
        Assert.Equal(2, clips.Counters.Idle);
    }

    // Whatever frame it is told at, also one that no clip takes.
    [Theory]
    [InlineData(21)]
    [InlineData(24)]
    [InlineData(35)]
    public void TriggerOnRule_OnlyTheClipThatRunsIsLookedAt_WithItsFramesFromBefore(int told)
    {
        using ClipNetworks networks = Open("trigger: rule\nexit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        for (int index = 0; index < 61; index++)
            Add(clips, ToyFrames.Gray(index, index / 20.0, 60), isTriggered: index == told);
        ClipResult result = Assert.Single(_results);
        Assert.Equal((TimeSpan.FromSeconds(1), 5), (result.Start, result.FramesUsed));
        Assert.Equal(2, clips.Counters.Idle);
    }

    [Fact]
    public void Stream_OfTooFewFrames_SaysTheFactorAndLooksAtEachOnce()
    {
        using ClipNetworks networks = Open("exit: never");
        using ClipFollower clips = Run(networks, 9, 2);
        Assert.Contains("the stream has 2 frames per second, the model was made for 5: time runs 2.5 times as fast for it", clips.Note, StringComparison.Ordinal);
        Assert.All(_results, result => Assert.InRange(result.FramesUsed, 2, 3));
    }

    [Fact]
    public void Stream_OfTenThousandFramesASecond_IsCutByItsTimes()
    {
        using ClipNetworks networks = Open("exit: never");
        using ClipFollower clips = Run(networks, 12_001, 10_000);
        Assert.Single(_results);
        Assert.Equal(6, clips.Counters.Samples);
    }

    [Fact]
    public void Time_StepsBackOrJumpsOrStandsStill_BeginsAnewAndGoesOn()
    {
        using ClipNetworks networks = Open("exit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        double[] starts = [0, 100, 50];
        long index = 0;
        foreach (double start in starts)
        {
            for (int frame = 0; frame < 30; frame++)
            {
                Add(clips, ToyFrames.Gray(index++, start + (frame / 20.0), 60));
                Add(clips, ToyFrames.Gray(index++, start + (frame / 20.0), 60));
            }
        }

        Assert.Equal([0, 100, 50], _results.Select(result => result.Start.TotalSeconds));
        Assert.True(clips.Counters.CutOff >= 2);
    }

    [Fact]
    public void Background_IsAnsweredButNoEvent()
    {
        using ClipNetworks networks = Open("background: [blue]\nexit: never");
        using ClipFollower clips = Run(networks, 21, 20, (index, time) => ToyFrames.Blue(index, time));
        Assert.False(Assert.Single(_results).IsReported);
    }

    [Fact]
    public void Add_SteadyStream_AllocatesNothing()
    {
        using ClipNetworks networks = Open("stride: 2");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        TestFrame[] frames = [.. Enumerable.Range(0, 400).Select(index => ToyFrames.Drifting(index, index / 20.0, 2))];
        for (int index = 0; index < 200; index++)
            clips.Add(frames[index], false, _clock);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int index = 200; index < 400; index++)
            clips.Add(frames[index], false, _clock);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        foreach (TestFrame frame in frames)
            frame.Dispose();
    }

    private ClipFollower Run(
        ClipNetworks networks, int frames, double rate, Func<long, double, TestFrame>? make = null, ClipFollowerOptions? options = null, bool complete = false)
    {
        var clips = new ClipFollower(networks, new FrameTensorizer(), options);
        for (int index = 0; index < frames; index++)
            Add(clips, make?.Invoke(index, index / rate) ?? ToyFrames.Gray(index, index / rate, (byte)(40 + (index % 100))));
        if (complete || frames % 20 == 0)
            _results.AddRange(clips.Complete(_clock));
        return clips;
    }

    private void Add(ClipFollower clips, FrameLease frame, bool isTriggered = false)
    {
        _results.AddRange(clips.Add(frame, isTriggered, _clock));
        frame.Dispose();
    }

    private ClipNetworks Open(string extra, string thresholds = "thresholds: {first: 1.01}", string order = "order: [2, 0, 4, 1, 3]")
    {
        var toy = new ToyClipModel();
        toy.Yaml = toy.Yaml.Replace("thresholds: {first: 1.01}", thresholds, StringComparison.Ordinal)
            .Replace("order: [2, 0, 4, 1, 3]", order, StringComparison.Ordinal) + "\n" + extra + "\n";
        return ClipNetworks.Open(toy.Save(_folder));
    }
}
