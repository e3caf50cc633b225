using VideoDyn.Core.Detections;
using VideoDyn.Evaluation.Detections;
using VideoDyn.Evaluation.Truth;

namespace VideoDyn.Evaluation.Tests.Detections;

public class DetectionMeterTests
{
    [Fact]
    public void Right_wrong_right_has_the_area_of_its_two_steps()
    {
        // Recall 0..0.50 (51 points) at precision 1, recall 0.51..1 (50 points) at precision 2/3.
        DetectionScores scores = Score([Object(0), Object(100)], [Found(0, 0.9f), Found(500, 0.8f), Found(100, 0.7f)]);

        Assert.Equal((51 + (50 * 2.0 / 3)) / 101, scores.Ap50!.Value, 12);
        Assert.Equal(scores.Ap50.Value, scores.Ap50To95!.Value, 12);
        Assert.Equal(1, scores.AverageRecall!.Value, 12);
    }

    [Fact]
    public void Missed_objects_cut_the_curve_off()
    {
        DetectionScores scores = Score([Object(0), Object(100), Object(200), Object(300)], [Found(0, 0.9f)]);

        Assert.Equal(26.0 / 101, scores.Ap50!.Value, 12); // recall 0..0.25
        Assert.Equal(0.25, scores.AverageRecall!.Value, 12);
    }

    [Theory]
    [InlineData(10, 1, 1, 1)]
    [InlineData(7, 1, 0, 0.5)] // passes 0.50 .. 0.70: five of ten
    [InlineData(7.5f, 1, 1, 0.6)]
    [InlineData(4.9f, 0, 0, 0)]
    public void Overlap_decides_which_thresholds_pass(float width, double at50, double at75, double over)
    {
        DetectionScores scores = Score([Object(0)], [Found(0, 0.9f, width)]);

        Assert.Equal(at50, scores.Ap50!.Value, 12);
        Assert.Equal(at75, scores.Ap75!.Value, 12);
        Assert.Equal(over, scores.Ap50To95!.Value, 12);
    }

    [Fact]
    public void A_second_box_on_an_object_is_wrong()
    {
        DetectionScores scores = Score([Object(0)], [Found(0, 0.6f), Found(1, 0.9f)]);

        Assert.Equal(1, scores.Ap50); // the better score comes first, so full recall comes at precision 1
        Assert.Equal(new OperatingPoint(0.35f, 1, 1, 0), scores.AtThreshold);
    }

    [Fact]
    public void The_best_score_chooses_first_and_takes_the_best_overlap()
    {
        // 0.9 lies on both objects and takes the one it overlaps more; 0.8 finds the other one free.
        DetectionScores scores = Score([Object(0), Object(4)], [Found(3, 0.9f), Found(0, 0.8f)]);

        Assert.Equal(1, scores.Ap50);
    }

    [Fact]
    public void Boxes_in_an_ignore_region_count_neither_way()
    {
        TruthBox crowd = new(new(1000, 0, 2000, 100), 0, Ignore: true);
        Detection[] found = [Found(0, 0.5f), Found(1100, 0.9f), Found(1200, 0.8f), Found(1996, 0.7f)];

        DetectionScores scores = Score([Object(0), crowd], found);

        // The last one lies inside by 4/10 only: wrong. It comes before the right one, so precision at full recall is 1/2.
        Assert.Equal(0.5, scores.Ap50!.Value, 12);
        Assert.Equal(new OperatingPoint(0.35f, 1, 1, 0), scores.AtThreshold);
    }

    [Fact]
    public void A_real_object_goes_before_an_ignore_region_around_it()
    {
        TruthBox everything = new(new(-100, -100, 2000, 100), TruthBox.AnyClass, Ignore: true);

        Assert.Equal(1, Score([everything, Object(0)], [Found(0, 0.9f, 6)]).Ap50);
    }

    [Fact]
    public void Classes_are_averaged_and_those_without_objects_left_out()
    {
        DetectionScores scores = Score(
            [Object(0), Object(50, classId: 3)], [Found(0, 0.9f), Found(50, 0.9f), Found(900, 0.9f, classId: 5)]);

        Assert.Equal(0.5, scores.Ap50!.Value, 12);
        Assert.Equal([0, 3, 5], scores.ByClass.Select(row => row.ClassId));
        Assert.Equal([1, 0, null], scores.ByClass.Select(row => row.Ap50));
        Assert.Equal(new OperatingPoint(0.35f, 1, 2, 1), scores.AtThreshold);
    }

    [Fact]
    public void Only_the_best_hundred_boxes_of_a_frame_count()
    {
        Detection[] found = [.. Enumerable.Range(0, 100).Select(i => Found(1000 + (20 * i), 0.9f)), Found(0, 0.8f)];

        Assert.Equal(0, Score([Object(0)], found).Ap50);
        Assert.Equal(1.0 / 100, Score([Object(0)], found[1..]).Ap50!.Value, 12);
    }

    [Fact]
    public void Frames_are_ranked_together()
    {
        var meter = new DetectionMeter();
        meter.Add([Object(0)], [Found(0, 0.6f)]);
        meter.Add([], [Found(0, 0.9f)]);

        Assert.Equal(0.5, meter.Report().Ap50!.Value, 12);
    }

    [Fact]
    public void Sizes_ignore_objects_and_unmatched_boxes_of_other_sizes()
    {
        TruthBox large = new(new(500, 500, 700, 700), 0);
        Detection onLarge = new(large.Box, 0, 0.9f);

        IReadOnlyDictionary<AreaRange, double?> sizes = Score([Object(0), large], [Found(0, 0.5f), onLarge, Found(90, 0.7f)]).BySize;

        Assert.Equal(0.5, sizes[AreaRange.Small]!.Value, 12); // the wrong small box comes first
        Assert.Equal(1, sizes[AreaRange.Large]);
        Assert.Null(sizes[AreaRange.Medium]);
    }

    [Fact]
    public void The_area_of_the_annotation_decides_the_size()
    {
        TruthBox thin = new(new(0, 0, 100, 100), 0, Area: 500);

        Assert.Equal(1, Score([thin], [new Detection(thin.Box, 0, 0.9f)]).BySize[AreaRange.Small]);
    }

    [Fact]
    public void Precision_and_recall_follow_the_score_threshold()
    {
        var meter = new DetectionMeter();
        meter.Add([Object(0), Object(100)], [Found(0, 0.9f), Found(100, 0.4f), Found(500, 0.3f)]);

        Assert.Equal((1.0, 0.5), (meter.Report(0.5f).AtThreshold.Precision, meter.Report(0.5f).AtThreshold.Recall));
        Assert.Equal(2.0 / 3, meter.Report(0.1f).AtThreshold.Precision!.Value, 12);
        Assert.Null(meter.Report(0.95f).AtThreshold.Precision);
        Assert.Equal(0.8, meter.Report(0.1f).AtThreshold.F1!.Value, 12);
    }

    [Fact]
    public void Without_objects_there_is_no_score()
    {
        DetectionScores scores = Score([], [Found(0, 0.9f)]);

        Assert.Null(scores.Ap50);
        Assert.Null(scores.Ap50To95);
        Assert.Null(scores.AverageRecall);
        Assert.Equal(0, scores.AtThreshold.Precision);
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Score([], [Found(0, float.NaN)]));
        Assert.Throws<ArgumentException>(() => Score([Object(0, classId: -1)], []));
    }

    [Fact]
    public void Perfect_boxes_score_one_in_any_scene() => SeededProperty.Holds(41, seed =>
    {
        var random = new Random(seed);
        var meter = new DetectionMeter();
        for (int frame = 0; frame < 5; frame++)
        {
            TruthBox[] truth = [.. Enumerable.Range(0, 1 + random.Next(6)).Select(i => Object(i * 40, random.Next(3)))];
            meter.Add(truth, [.. truth.Select(box => new Detection(box.Box, box.ClassId, (float)random.NextDouble()))]);
        }

        return meter.Report() is { Ap50: 1, Ap50To95: > 0.999999, AverageRecall: > 0.999999 };
    });

    private static DetectionScores Score(TruthBox[] truth, Detection[] found)
    {
        var meter = new DetectionMeter();
        meter.Add(truth, found);
        return meter.Report();
    }

    private static TruthBox Object(float x, int classId = 0) => new(new(x, 0, x + 10, 10), classId);

    private static Detection Found(float x, float score, float width = 10, int classId = 0) => new(new(x, 0, x + width, 10), classId, score);
}
