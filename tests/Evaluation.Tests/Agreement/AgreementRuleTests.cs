using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Agreement;
using static VideoDyn.Evaluation.Tests.Agreement.Boxes;

namespace VideoDyn.Evaluation.Tests.Agreement;

/// <summary>What counts as agreement within one frame.</summary>
public class AgreementRuleTests
{
    [Fact]
    public void Equal_boxes_match() => Assert.Equal((1, 0, 0), Count([At(0)], [At(0)]));

    [Fact]
    public void A_box_on_one_side_only_is_an_error_of_that_side()
    {
        Assert.Equal((0, 1, 0), Count([At(0)], []));
        Assert.Equal((0, 0, 1), Count([], [At(0)]));
    }

    [Theory]
    [InlineData(0.35f, 0.25f, 1, 0, 0)] // partner at the lower end of the band
    [InlineData(0.25f, 0.35f, 1, 0, 0)]
    [InlineData(0.35f, 0.2499f, 0, 1, 0)] // just below the band: only the counted side is an error
    [InlineData(0.2499f, 0.35f, 0, 0, 1)]
    [InlineData(0.34f, 0.34f, 0, 0, 0)] // nobody counts
    [InlineData(0.1f, 0.05f, 0, 0, 0)]
    public void Scores_near_the_threshold_follow_the_band(float reference, float candidate, int matched, int missed, int extra) =>
        Assert.Equal((matched, missed, extra), Count([At(0, reference)], [At(0, candidate)]));

    [Fact]
    public void Without_the_band_both_sides_must_count()
    {
        MatchCounts plain = Meter([At(0, 0.35f)], [At(0, 0.3f)]).Report().Plain.Counts;

        Assert.Equal(new MatchCounts(1, 0, 1, 0, 0), plain);
    }

    [Theory]
    [InlineData(5, 1)] // 5/10
    [InlineData(4.9f, 0)]
    public void Overlap_at_the_threshold_counts(float width, int matched) =>
        Assert.Equal((matched, 1 - matched, 1 - matched), Count([At(0)], [At(0, width: width)]));

    [Fact]
    public void Strict_overlap_is_counted_apart()
    {
        AgreementReport report = Meter([At(0), At(100)], [At(0, width: 7.5f), At(100, width: 7)]).Report();

        Assert.Equal(2, report.Agreement.Counts.Matched);
        Assert.Equal(new MatchCounts(2, 1, 1, 1, 0.75), report.Strict.Counts);
        Assert.Equal(1.45, report.Agreement.Counts.OverlapSum, 12);
    }

    [Fact]
    public void Classes_never_match_each_other() => Assert.Equal((0, 1, 1), Count([At(0)], [At(0, classId: 1)]));

    [Fact]
    public void Each_box_has_one_partner_at_most() => Assert.Equal((1, 0, 2), Count([At(0)], [At(0), At(1), At(2)]));

    [Fact]
    public void As_many_boxes_as_possible_are_matched_even_at_less_overlap()
    {
        // Taking the best overlap first (reference 0 with candidate 1 at 1.0) would leave two boxes alone.
        Detection[] reference = [At(2), At(4)];
        Detection[] candidate = [At(0), At(2)];

        Assert.Equal((2, 0, 0), Count(reference, candidate));
    }

    [Fact]
    public void A_box_of_the_band_never_takes_the_partner_of_a_counted_one() =>
        Assert.Equal((1, 0, 0), Count([At(0, 0.3f), At(2, 0.9f)], [At(0, 0.9f)]));

    [Fact]
    public void Only_moving_classes_enter_the_agreement()
    {
        AgreementReport report = Meter([At(0), At(0, classId: 2)], [At(0)]).Report();

        Assert.Equal((1, 0), (report.Agreement.Counts.Matched, report.Agreement.Counts.Missed));
        Assert.Equal(new MatchCounts(1, 0, 1, 0, 0), report.Rest.Counts);
        Assert.Equal(["person", "chair"], report.ByClass.Select(row => row.Label));
        Assert.Equal([true, false], report.ByClass.Select(row => row.IsMoving));
    }

    [Theory]
    [InlineData("Motorbike", true)]
    [InlineData("motorcycle", true)]
    [InlineData(" dog ", true)]
    [InlineData("train", false)]
    [InlineData("boat", false)]
    public void Moving_classes_are_known_by_name(string label, bool moving) => Assert.Equal(moving, MovingClasses.Contains(label));

    [Fact]
    public void Sizes_follow_the_reference_box_and_the_extra_box()
    {
        Detection[] reference = [At(0, width: 20, height: 20), At(200, width: 31, height: 33), At(400, width: 32, height: 32)];
        Detection[] candidate = [At(0, width: 20, height: 20), At(600, width: 96, height: 96)];

        IReadOnlyDictionary<ObjectSize, AgreementMeasure> sizes = Meter(reference, candidate).Report().BySize;

        Assert.Equal(new MatchCounts(2, 1, 1, 0, 1), sizes[ObjectSize.Small].Counts);
        Assert.Equal(new MatchCounts(1, 0, 1, 0, 0), sizes[ObjectSize.Medium].Counts);
        Assert.Equal(new MatchCounts(0, 0, 0, 1, 0), sizes[ObjectSize.Large].Counts);
        Assert.Equal(new MatchCounts(1, 1, 0, 0, 1), sizes[ObjectSize.Under32Pixels].Counts);
    }

    [Fact]
    public void Sizes_at_the_strict_overlap_count_looser_pairs_as_errors()
    {
        // 20 wide and shifted by 5: overlap 15 / 25 = 0.6, a pair at 0.5 but not at 0.75.
        AgreementReport report = Meter([At(0, width: 20, height: 20)], [At(5, width: 20, height: 20)]).Report();

        Assert.Equal((1, 0), (report.BySize[ObjectSize.Small].Counts.Matched, report.BySize[ObjectSize.Small].Counts.Missed));
        Assert.Equal(new MatchCounts(1, 0, 1, 1, 0), report.StrictBySize[ObjectSize.Small].Counts);
    }

    [Fact]
    public void A_class_beyond_the_labels_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Meter([At(0, classId: 3)], []));

    private static (long Matched, long Missed, long Extra) Count(Detection[] reference, Detection[] candidate)
    {
        MatchCounts counts = Meter(reference, candidate).Report().Agreement.Counts;
        return (counts.Matched, counts.Missed, counts.Extra);
    }

    private static AgreementMeter Meter(Detection[] reference, Detection[] candidate)
    {
        var meter = new AgreementMeter(Labels);
        meter.Add(TimeSpan.Zero, reference, candidate);
        return meter;
    }
}
