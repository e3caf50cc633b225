using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.State;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Sequences;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Sequences;

/// <summary>Sequences on streams of 10 frames a second, the toy model's rate, against plain loops.</summary>
public sealed class SequenceFollowerTests : LeaseGuard
{
    private const int Frames = 120;
    private readonly TemporaryFolder _folder = new();
    private readonly StageClock _clock = new();
    private readonly FrameTensorizer _tensorizer = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void NeverSkip_OnAStream_EqualsThePlainRecurrentUnit()
    {
        var gru = new PlainGru(5);
        using SequenceNetworks networks = Open(gru, "update: {mode: always}");
        var sequence = new SequenceFollower(networks, _tensorizer);
        float[] expected = new float[PlainGru.Units];
        for (int index = 0; index < Frames; index++)
        {
            Assert.Equal(SequenceStep.Updated, Add(sequence, index));
            expected = gru.Next(Feature(networks, index), expected);
            AssertClose(expected, sequence.State.State);
        }

        Assert.Equal((Frames, Frames), (sequence.Counters.Steps, sequence.Counters.Updates));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(2, -1.5f)]
    [InlineData(3, -2.5f)]
    [InlineData(4, -4)]
    public void Learned_OnAStream_LooksWhenTheAccumulatorSaysSo(int seed, float bias)
    {
        var gru = new PlainGru(seed, bias);
        using SequenceNetworks networks = Open(gru, "");
        var sequence = new SequenceFollower(networks, _tensorizer);
        float[] state = new float[PlainGru.Units];
        double sum = 0, increment = 1;
        int since = 0, looks = 0;
        for (int index = 0; index < Frames; index++)
        {
            sum += Math.Min(increment, 1 - sum);
            bool looksNow = Math.Round(sum, MidpointRounding.ToEven) >= 1 || ++since >= 8;
            if (looksNow)
            {
                state = gru.Next(Feature(networks, index), state);
                increment = gru.Increment(state);
                (sum, since) = (0, 0);
                looks++;
            }

            Assert.Equal(looksNow ? SequenceStep.Updated : SequenceStep.Skipped, Add(sequence, index));
            AssertClose(state, sequence.State.State);
        }

        Assert.Equal((Frames, looks), (sequence.Counters.Steps, sequence.Counters.Updates));
        Assert.InRange(looks, Frames / 8, bias < -3 ? Frames / 3 : Frames);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Partial_RenewsTheFirstUnitsUnlessAllAreAskedFor(bool hasSmallCell)
    {
        var gru = new PlainGru(6);
        var toy = new ToySequenceModel(gru) { Choose = ToySequenceModel.RedAbove(0.5f) };
        if (hasSmallCell)
            toy.Prefixes.Add(3, ToySequenceModel.Graph(gru, 3, hasIncrement: false));
        using SequenceNetworks networks = Open(toy, "update: {mode: partial, units: 3}");
        Assert.Equal(hasSmallCell ? 4 : 3, networks.Parts.Count);
        var sequence = new SequenceFollower(networks, _tensorizer);
        float[] state = new float[PlainGru.Units];
        int small = 0;
        for (int index = 0; index < Frames; index++)
        {
            float[] x = Feature(networks, index);
            float[] next = gru.Next(x, state);
            bool all = x[0] >= 0.5f;
            small += all ? 0 : 1;
            next.AsSpan(0, all ? PlainGru.Units : 3).CopyTo(state);
            Add(sequence, index);
            AssertClose(state, sequence.State.State);
        }

        Assert.Equal((Frames, small), (sequence.Counters.Updates, sequence.Counters.PartialUpdates));
        Assert.InRange(small, 1, Frames - 1);
    }

    [Fact]
    public void Clocked_RenewsGroupsInTheirPeriodsAndLooksOnlyWhenOneIsDue()
    {
        var gru = new PlainGru(7);
        using SequenceNetworks networks = Open(gru, "update: {mode: clocked, groups: [[3, 2], [5, 6]]}");
        var sequence = new SequenceFollower(networks, _tensorizer);
        float[] state = new float[PlainGru.Units];
        for (int index = 0; index < Frames; index++)
        {
            int due = index % 6 == 0 ? 8 : index % 2 == 0 ? 3 : 0;
            if (due > 0)
                gru.Next(Feature(networks, index), state).AsSpan(0, due).CopyTo(state);
            Assert.Equal(due > 0 ? SequenceStep.Updated : SequenceStep.Skipped, Add(sequence, index));
            AssertClose(state, sequence.State.State);
        }

        Assert.Equal((Frames / 2, Frames / 3), (sequence.Counters.Updates, sequence.Counters.PartialUpdates));
    }

    [Fact]
    public void Stream_OfMoreFramesThanTheModel_IsLookedAtInItsSteps()
    {
        using SequenceNetworks networks = Open(new PlainGru(1), "update: {mode: always}");
        var sequence = new SequenceFollower(networks, _tensorizer);
        for (int index = 0; index < 300; index++)
            Add(sequence, ToyFrames.Gray(index, index / 30.0, 90));
        Assert.Equal((100, 100), (sequence.Counters.Steps, sequence.Counters.Updates));
        Assert.Empty(sequence.Notes);
    }

    [Fact]
    public void Stream_OfFewerFramesThanTheModel_SaysTheFactorAndCountsTheStepsThatPassed()
    {
        using SequenceNetworks networks = Open(new PlainGru(1, -9), "");
        var sequence = new SequenceFollower(networks, _tensorizer);
        for (int index = 0; index < 17; index++)
            Add(sequence, ToyFrames.Gray(index, index / 2.5, 90));
        Assert.Contains("the stream has 2.5 frames per second, the model was made for 10: time runs 4 times as fast for it", Assert.Single(sequence.Notes), StringComparison.Ordinal);
        Assert.Equal((17, 9), (sequence.Counters.Steps, sequence.Counters.Updates)); // 8 steps are 2 frames
    }

    [Fact]
    public void Wake_PictureChangesInTheGap_IsLookedAtEarly()
    {
        using SequenceNetworks networks = Open(new PlainGru(1, -9), "", "wake: 0.1");
        var sequence = new SequenceFollower(networks, _tensorizer);
        SequenceStep[] steps = [.. Enumerable.Range(0, 8).Select(index => Add(sequence, ToyFrames.Gray(index, index / 10.0, (byte)(index < 3 ? 90 : 150))))];
        Assert.Equal([SequenceStep.Updated, SequenceStep.Skipped, SequenceStep.Skipped, SequenceStep.Woken], steps[..4]);
        Assert.All(steps[4..], step => Assert.Equal(SequenceStep.Skipped, step));
        Assert.Equal((1, 0), (sequence.Counters.Wakes, sequence.Counters.Cuts));
    }

    [Fact]
    public void Wake_SlowRamp_IsNoticedBecauseTheReferenceIsTheLastLook()
    {
        using SequenceNetworks networks = Open(new PlainGru(1, -9), "", "wake: 0.1", most: 100);
        var sequence = new SequenceFollower(networks, _tensorizer);
        // A fifth of the level a frame.
        SequenceStep[] steps = [.. Enumerable.Range(0, 8).Select(index => Add(sequence, ToyFrames.Gray(index, index / 10.0, (byte)(90 + (4 * index)))))];
        Assert.Equal(6, Array.IndexOf(steps, SequenceStep.Woken));
    }

    [Fact]
    public void SceneCut_ForgetsTheStateAndLooksAtOnce()
    {
        using SequenceNetworks networks = Open(new PlainGru(1, -9), "", "wake: 0");
        var sequence = new SequenceFollower(networks, _tensorizer);
        static TestFrame Stripes(long index, bool across) => new TestFrame(ToyFrames.Format, index: index, streamTime: TimeSpan.FromSeconds(index / 10.0))
            .Fill((_, x, y) => (byte)((across ? x : y) / 4 % 2 == 0 ? 30 : 220));
        Add(sequence, Stripes(0, false));
        Assert.Equal(SequenceStep.Skipped, Add(sequence, Stripes(1, false)));
        TestFrame other = Stripes(2, false).Fill((_, x, y) => (byte)(y / 4 % 2 == 0 ? 220 : 30));
        Assert.Equal(SequenceStep.Woken, Add(sequence, other));
        Assert.Equal((1, 1), (sequence.Counters.Cuts, sequence.State.Resets));
        Assert.Equal(SequenceStep.Skipped, Add(sequence, Stripes(3, false).Fill((_, x, y) => (byte)(y / 4 % 2 == 0 ? 220 : 30))));
    }

    [Fact]
    public void Outage_ForgetsTheState()
    {
        using SequenceNetworks networks = Open(new PlainGru(1, -9), "");
        var sequence = new SequenceFollower(networks, _tensorizer);
        Add(sequence, 0);
        Assert.Equal(SequenceStep.Skipped, Add(sequence, 1));
        sequence.State.Reset(StateReset.Outage);
        Assert.All(sequence.State.State.ToArray(), value => Assert.Equal(0, value));
        Assert.Equal(SequenceStep.Updated, Add(sequence, 2));
    }

    [Fact]
    public void State_SavedAndRestored_GoesOnAsIfNothingHadHappened()
    {
        var gru = new PlainGru(3, -2);
        using SequenceNetworks networks = Open(gru, "");
        var whole = new SequenceFollower(networks, _tensorizer);
        SequenceStep[] expected = [.. Enumerable.Range(0, 60).Select(index => Add(whole, index))];

        var first = new SequenceFollower(networks, _tensorizer);
        SequenceStep[] before = [.. Enumerable.Range(0, 31).Select(index => Add(first, index))];
        SavedState saved = first.State.Save()!;
        var second = new SequenceFollower(networks, _tensorizer);
        second.State.Restore(saved);
        SequenceStep[] after = [.. Enumerable.Range(31, 29).Select(index => Add(second, index))];

        Assert.Equal(expected, before.Concat(after));
        AssertClose(whole.State.State.ToArray(), second.State.State);
    }

    [Fact]
    public void State_OfOtherFramesOrDamaged_IsNotTakenOverAndTheReasonIsTold()
    {
        using SequenceNetworks networks = Open(new PlainGru(3), "");
        var sequence = new SequenceFollower(networks, _tensorizer);
        sequence.State.Restore(new SavedState(1920, 1080, new byte[sequence.State.Bytes]));
        Add(sequence, 0);
        Assert.Contains("is of frames of 1920x1080, the stream has 16x16", Assert.Single(sequence.Notes), StringComparison.Ordinal);

        var other = new SequenceFollower(networks, _tensorizer);
        other.State.Restore(new SavedState(16, 16, new byte[12]));
        Add(other, 0);
        Assert.Contains("does not fit 8 units", Assert.Single(other.Notes), StringComparison.Ordinal);
        Assert.Null(new SequenceFollower(networks, _tensorizer).State.Save());
    }

    [Fact]
    public void Time_StepsBackOrStandsStill_GoesOn()
    {
        using SequenceNetworks networks = Open(new PlainGru(1), "update: {mode: always}");
        var sequence = new SequenceFollower(networks, _tensorizer);
        double[] times = [0, 0.1, 0.1, 0.1, 5, 4.9, 4.95, 5.05];
        for (int index = 0; index < times.Length; index++)
            Add(sequence, ToyFrames.Gray(index, times[index], 90));
        Assert.Equal(5, sequence.Counters.Updates); // 0, 0.1, 5, 4.9 and a step after it
    }

    [Fact]
    public void Hold_OneOddLook_TellsNothing()
    {
        var hold = new LabelHold(2);
        TimeSpan At(int second) => TimeSpan.FromSeconds(second);
        Assert.False(hold.Add(1, At(0)));
        Assert.True(hold.Add(1, At(1)));
        Assert.Equal((1, At(0)), (hold.Current, hold.Since));
        Assert.False(hold.Add(2, At(2)));
        Assert.False(hold.Add(1, At(3)));
        Assert.False(hold.Add(2, At(4)));
        Assert.True(hold.Add(2, At(5)));
        Assert.Equal((2, At(4)), (hold.Current, hold.Since));
    }

    [Fact]
    public void Change_IsToldOnceWithItsBeginning()
    {
        using SequenceNetworks networks = Open(new PlainGru(1), "update: {mode: always}", "hold: 3");
        var sequence = new SequenceFollower(networks, _tensorizer);
        var changes = new List<(int Frame, LabelChange Change)>();
        for (int index = 0; index < 20; index++)
        {
            Add(sequence, ToyFrames.Gray(index, index / 10.0, 200));
            if (sequence.Change is { } change)
                changes.Add((index, change));
        }

        Assert.NotEmpty(changes);
        Assert.All(changes, entry => Assert.Equal(entry.Frame - 2, (int)Math.Round(entry.Change.At.TotalSeconds * 10)));
        Assert.Equal(sequence.LastClass, sequence.CurrentClass);
    }

    [Fact]
    public void Gate_AnalyzesTheFramesThatTheModelLooksAt()
    {
        var gru = new PlainGru(3, -2.5f);
        string path = new ToySequenceModel(gru).Save(_folder);
        using SequenceNetworks networks = SequenceNetworks.Open(path);
        var sequence = new SequenceFollower(networks, _tensorizer);
        using var gate = new SkipRnnGate(path, new FrameTensorizer());
        for (int index = 0; index < 50; index++)
        {
            using TestFrame frame = ToyFrames.Drifting(index, index / 10.0, 4);
            GateDecision decision = gate.Decide(index, frame);
            Assert.Equal(sequence.Add(frame, _clock) == SequenceStep.Updated ? new GateDecision(GateOutcome.Analyze, "update") : GateDecision.Skip("skip-rnn"), decision);
        }

        Assert.Equal(networks.Sha256, gate.ModelSha256);
    }

    // While its countdown runs the gate needs no picture: it looks at the same frames whether the others were decoded or not.
    [Fact]
    public void Gate_FramesBeforeItRestsUntil_NeedNotBeDecoded()
    {
        string path = new ToySequenceModel(new PlainGru(3, -2.5f)).Save(_folder);
        using var seesAll = new SkipRnnGate(path, new FrameTensorizer());
        using var rests = new SkipRnnGate(path, new FrameTensorizer());
        int unseen = 0;
        for (int index = 0; index < 80; index++)
        {
            using TestFrame frame = ToyFrames.Drifting(index, index / 10.0, 4);
            bool isSeen = rests.RestsUntil is not { } until || frame.StreamTime >= until - TimeSpan.FromMilliseconds(1);
            unseen += isSeen ? 0 : 1;
            Assert.Equal(seesAll.Decide(index, frame), isSeen ? rests.Decide(index, frame) : rests.DecideUnseen(index, frame));
        }

        Assert.InRange(unseen, 20, 75);
    }

    [Fact]
    public void Add_SteadyStream_AllocatesNothing()
    {
        using SequenceNetworks networks = Open(new PlainGru(3, -2), "", "wake: 0.15");
        var sequence = new SequenceFollower(networks, _tensorizer);
        TestFrame[] frames = [.. Enumerable.Range(0, 60).Select(index => ToyFrames.Drifting(index, index / 10.0, 4))];
        foreach (TestFrame frame in frames.AsSpan(0, 30))
            sequence.Add(frame, _clock);
        long before = GC.GetAllocatedBytesForCurrentThread();
        foreach (TestFrame frame in frames.AsSpan(30))
            sequence.Add(frame, _clock);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        foreach (TestFrame frame in frames)
            frame.Dispose();
    }

    private SequenceStep Add(SequenceFollower sequence, int index) => Add(sequence, ToyFrames.Drifting(index, index / 10.0, 4));

    private SequenceStep Add(SequenceFollower sequence, TestFrame frame)
    {
        using (frame)
            return sequence.Add(frame, _clock);
    }

    private float[] Feature(SequenceNetworks networks, int index)
    {
        using TestFrame frame = ToyFrames.Drifting(index, index / 10.0, 4);
        _tensorizer.Write(frame, networks.Features.Spec, networks.Features.Picture);
        return networks.Features.Run().ToArray();
    }

    private static void AssertClose(float[] expected, ReadOnlySpan<float> found)
    {
        for (int unit = 0; unit < expected.Length; unit++)
            Assert.Equal(expected[unit], found[unit], 1e-5f);
    }

    private SequenceNetworks Open(PlainGru gru, string update, string wake = "wake: 0", int most = 8) =>
        Open(new ToySequenceModel(gru), update, wake, most);

    private SequenceNetworks Open(ToySequenceModel toy, string update, string wake = "wake: 0", int most = 8)
    {
        toy.Yaml = toy.Yaml.Replace("wake: 0", wake, StringComparison.Ordinal)
            .Replace("n_max: 8", $"n_max: {most}", StringComparison.Ordinal) + "\n" + update + "\n";
        return SequenceNetworks.Open(toy.Save(_folder));
    }
}
