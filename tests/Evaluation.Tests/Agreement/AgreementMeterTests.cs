using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Matching;
using static VideoDyn.Evaluation.Tests.Agreement.Boxes;

namespace VideoDyn.Evaluation.Tests.Agreement;

/// <summary>How frames add up.</summary>
public class AgreementMeterTests
{
    [Fact]
    public void Report_TwoHundredEqualBoxes_IsOne()
    {
        AgreementReport report = Run(200, _ => [At(0)], _ => [At(0)]).Report();

        Assert.Equal(1, report.Agreement.Value);
        Assert.Equal(1, report.Agreement.Interval!.Value.Low);
        Assert.Equal(200, report.Frames);
    }

    [Fact]
    public void Report_OneBoxTooFew_IsUndefinedAndSaysSo()
    {
        AgreementMeasure agreement = Run(199, _ => [At(0)], _ => [At(0)]).Report().Agreement;

        Assert.Null(agreement.Value);
        Assert.Null(agreement.Interval);
        Assert.Equal("undefined (199 of 200 reference boxes)", agreement.ToString());
    }

    [Fact]
    public void Report_BandBoxesOfTheReference_AreNotReferenceBoxes() =>
        Assert.False(Run(300, _ => [At(0, 0.3f)], _ => [At(0)]).Report().Agreement.IsDefined);

    [Fact]
    public void Report_NothingAnywhere_IsUndefinedAtAnyMinimum()
    {
        AgreementMeter meter = Run(10, _ => [], _ => [], new AgreementOptions { MinimumReferenceBoxes = 0 });

        Assert.Null(meter.Report().Agreement.Value);
        Assert.Null(meter.Report().Agreement.Counts.F1);
    }

    [Fact]
    public void Report_PooledCounts_NotMeanOfFrames()
    {
        // 100 frames of four right boxes, 100 frames of one missed box: 2 * 400 / (2 * 400 + 100).
        AgreementMeter meter = Run(
            200, i => i % 2 == 0 ? [At(0), At(50), At(100), At(150)] : [At(0)], i => i % 2 == 0 ? [At(0), At(50), At(100), At(150)] : []);

        Assert.Equal(800.0 / 900, meter.Report().Agreement.Value!.Value, 12);
    }

    [Fact]
    public void Segments_TwoSecondsEach_HoldTheirFrames()
    {
        AgreementMeter meter = Run(100, _ => [At(0)], i => i < 50 ? [At(0)] : []);

        Assert.Equal([0L, 1, 2, 3, 4], meter.Segments.Select(segment => segment.Index));
        Assert.All(meter.Segments, segment => Assert.Equal(20, segment.Frames));
        Assert.Equal([20L, 20, 10, 0, 0], meter.Segments.Select(segment => segment.Moving.Banded.Matched));
    }

    [Fact]
    public void Segments_LateAndNegativeTimes_FindTheirPlace()
    {
        var meter = new AgreementMeter(Labels);
        foreach (double seconds in new[] { 2.5, 0.1, -0.5, 3.9 })
            meter.Add(TimeSpan.FromSeconds(seconds), [At(0)], (ReadOnlySpan<Detection>)[At(0)]);

        Assert.Equal([1L, 0, -1], meter.Segments.Select(segment => segment.Index));
        Assert.Equal(2, meter.Segments[0].Frames);
    }

    [Fact]
    public void Over_HeldBackSegments_EqualsAMeterOfThoseFramesOnly()
    {
        var random = new Random(4);
        AgreementMeter all = Run(600, _ => Boxes.Random(new Random(random.Next()), 6), _ => Boxes.Random(new Random(random.Next()), 6));

        AgreementMeasure first = AgreementMeasure.Over(all.Segments.Where(s => s.Index % 2 == 0).Select(s => s.Moving.Banded));
        AgreementMeasure second = AgreementMeasure.Over(all.Segments.Where(s => s.Index % 2 == 1).Select(s => s.Moving.Banded));

        Assert.Equal(all.Report().Agreement.Counts.Matched, first.Counts.Matched + second.Counts.Matched);
        Assert.Equal(15, first.Segments);
        Assert.InRange(first.Value!.Value, first.Interval!.Value.Low, first.Interval.Value.High);
        Assert.InRange(
            AgreementMeasure.LowerBound(all.Segments.Select(s => s.Moving.Banded))!.Value, 0, all.Report().Agreement.Value!.Value);
    }

    [Fact]
    public void Add_SidesSwapped_SwapsMissedAndExtra() =>
        SeededProperty.Holds(1, seed =>
        {
            var random = new Random(seed);
            Detection[] a = Boxes.Random(random, random.Next(8));
            Detection[] b = Boxes.Random(random, random.Next(8));
            AgreementCounts there = Single(a, b);
            AgreementCounts back = Single(b, a);
            return there.Banded.Matched == back.Banded.Matched && there.Banded.Missed == back.Banded.Extra &&
                there.Plain.Missed == back.Plain.Extra && there.Strict.Extra == back.Strict.Missed;
        });

    [Fact]
    public void Add_OrderOfBoxes_DoesNotMatter() =>
        SeededProperty.Holds(2, seed =>
        {
            var random = new Random(seed);
            Detection[] a = Boxes.Random(random, random.Next(8));
            Detection[] b = Boxes.Random(random, random.Next(8));
            MatchCounts ordered = Single(a, b).Banded;
            random.Shuffle(a);
            random.Shuffle(b);
            MatchCounts shuffled = Single(a, b).Banded;
            return ordered with { OverlapSum = 0 } == shuffled with { OverlapSum = 0 } && Math.Abs(ordered.OverlapSum - shuffled.OverlapSum) < 1e-9;
        });

    [Fact]
    public void Add_RandomFrames_LeavesTheFewestErrorsPossible() =>
        SeededProperty.Holds(3, seed =>
        {
            var random = new Random(seed);
            // Boxes that nearly all overlap, with scores around the band: every choice of partner costs another.
            Detection[] a = [.. Enumerable.Range(0, random.Next(7)).Select(_ => At(random.Next(16), 0.2f + (0.3f * random.NextSingle()), width: 20))];
            Detection[] b = [.. Enumerable.Range(0, random.Next(7)).Select(_ => At(random.Next(16), 0.2f + (0.3f * random.NextSingle()), width: 20))];
            MatchCounts counts = Single(a, b).Banded;
            return counts.Missed + counts.Extra == FewestErrors(a, b, 0, 0);
        });

    [Fact]
    public void Add_EqualFrames_GiveTheSameAsLists()
    {
        Detection[] a = Boxes.Random(new Random(1), 8);
        Detection[] b = Boxes.Random(new Random(2), 8);
        var meter = new AgreementMeter(Labels);

        meter.Add(TimeSpan.Zero, (IReadOnlyList<Detection>)a, b);

        Assert.Equal(Single(a, b), meter.Segments[0].Moving);
    }

    [Fact]
    public void Add_SteadyState_AllocatesNothing()
    {
        var random = new Random(8);
        Detection[][] frames = [.. Enumerable.Range(0, 50).Select(_ => Boxes.Random(random, 40))];
        var meter = new AgreementMeter(Labels);
        for (int i = 0; i < 49; i++)
            meter.Add(TimeSpan.Zero, frames[i], frames[i + 1].AsSpan());

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 49; i++)
            meter.Add(TimeSpan.Zero, frames[i], frames[i + 1].AsSpan());

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void Options_OutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AgreementMeter(Labels, new AgreementOptions { Threshold = 1.2f }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AgreementMeter(Labels, new AgreementOptions { MinimumIou = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AgreementMeter(Labels, new AgreementOptions { StrictIou = 0.4 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AgreementMeter(Labels, new AgreementOptions { SegmentLength = TimeSpan.Zero }));
    }

    private static AgreementMeter Run(
        int frames, Func<int, Detection[]> reference, Func<int, Detection[]> candidate, AgreementOptions? options = null)
    {
        var meter = new AgreementMeter(Labels, options);
        for (int i = 0; i < frames; i++)
            meter.Add(TimeSpan.FromSeconds(i / 10.0), reference(i), candidate(i).AsSpan());
        return meter;
    }

    private static AgreementCounts Single(Detection[] reference, Detection[] candidate)
    {
        var meter = new AgreementMeter(Labels);
        meter.Add(TimeSpan.Zero, reference, candidate.AsSpan());
        return meter.Segments[0].Moving;
    }

    private static int FewestErrors(Detection[] a, Detection[] b, int place, int used)
    {
        if (place == a.Length)
            return b.Where((box, i) => (used >> i & 1) == 0 && box.Score >= 0.35f).Count();
        int best = FewestErrors(a, b, place + 1, used) + (a[place].Score >= 0.35f ? 1 : 0);
        for (int i = 0; i < b.Length; i++)
        {
            bool fits = a[place].Score >= 0.25f && b[i].Score >= 0.25f && Math.Max(a[place].Score, b[i].Score) >= 0.35f &&
                Overlap.IntersectionOverUnion(a[place].Box, b[i].Box) >= 0.5;
            if (fits && (used >> i & 1) == 0)
                best = Math.Min(best, FewestErrors(a, b, place + 1, used | 1 << i));
        }

        return best;
    }
}
