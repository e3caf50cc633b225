using VideoDyn.Core.Errors;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Evaluation.Runs;

namespace VideoDyn.Evaluation.Tests.Runs;

public class RunScorerTests
{
    private static readonly double[] s_left = [10, 10, 60, 160];
    private static readonly double[] s_right = [300, 100, 350, 250];

    [Fact]
    public void Detections_HalfOfThemFound_HaveRecallOneHalfAndPrecisionOne()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written
            .IsTrue(frame, 1, 1, 1, s_left).IsTrue(frame, 2, 1, 1, s_right).Detects(frame, "person", 0.9, s_left));

        RunScores scores = Score(run);

        Assert.Equal(0.5, scores.Detections!.AtThreshold.Recall!.Value, 6);
        Assert.Equal(1.0, scores.Detections.AtThreshold.Precision!.Value, 6);
        Assert.Null(scores.Tracking);
    }

    [Fact]
    public void Detections_OfHiddenAndTinyObjects_CountNeitherWay()
    {
        double[] tiny = [500, 300, 505, 311];
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written
            .IsTrue(frame, 1, 1, 1, s_left).IsTrue(frame, 2, 1, 0.29, s_right).IsTrue(frame, 3, 1, 1, tiny)
            .Detects(frame, "person", 0.9, s_left).Detects(frame, "person", 0.8, frame % 2 == 0 ? s_right : tiny));

        RunScores scores = Score(run);

        Assert.Equal((1.0, 1.0), (scores.Detections!.AtThreshold.Precision!.Value, scores.Detections.AtThreshold.Recall!.Value));
    }

    [Fact]
    public void Detections_OfClassesThatTheTruthDoesNotHave_AreNoMistakes()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written
            .IsTrue(frame, 1, 1, 1, s_left).Detects(frame, "person", 0.9, s_left).Detects(frame, "bench", 0.9, s_right));

        Assert.Equal(1.0, Score(run).Detections!.AtThreshold.Precision!.Value, 6);
    }

    [Fact]
    public void Vans_AreCars_ForADetectorThatKnowsNoVans()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written.IsTrue(frame, 1, 2, 1, s_left).Detects(frame, "car", 0.9, s_left));

        Assert.Equal(1.0, Score(run).Detections!.AtThreshold.Recall!.Value, 6);
    }

    [Fact]
    public void Tracks_ThatChangeTheirNumberOnce_HaveOneSwitch()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written
            .IsTrue(frame, 1, 1, 1, s_left).Follows(frame, frame < 25 ? 7 : 8, "person", s_left));

        RunScores scores = Score(run);

        Assert.Equal(1, scores.Tracking!.Clear.IdSwitches);
        Assert.Equal(1 - (1.0 / 50), scores.Tracking.Clear.Mota!.Value, 6);
        Assert.Equal(0.5, scores.Tracking.Identity.F1!.Value, 6);
    }

    [Fact]
    public void Events_AreComparedByTypeRuleAndLabelWithinTheTolerance()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written.IsTrue(frame, 1, 1, 1, s_left).Detects(frame, "person", 0.9, s_left));
        run.ShouldTell("videodyn.zone.entered", 1, "person", "door").ShouldTell("videodyn.zone.entered", 1, "person", "gate").ShouldTell("videodyn.zone.left", 1.5, "person", "door")
            .Tells("videodyn.zone.entered", 1.4, "person", "door").Tells("videodyn.zone.entered", 1.6, "person", "gate").Tells("videodyn.zone.left", 1.5, "person", "door")
            .Tells("videodyn.zone.entered", 1, "bench", "door").TellsAtTheEnd("videodyn.zone.left", 2, "person", "gate").Written();

        RunScores scores = Score(run);

        Assert.Equal((2, 1, 1), (scores.Events!.Matched, scores.Events.Missed, scores.Events.Extra));
        Assert.Equal((1, 1, 1), (scores.EventsByType["videodyn.zone.entered"].Matched, scores.EventsByType["videodyn.zone.entered"].Missed, scores.EventsByType["videodyn.zone.entered"].Extra));
        Assert.Equal(1.0, scores.EventsByType["videodyn.zone.left"].F1!.Value, 6);
    }

    [Fact]
    public void Crossings_InTheWrongDirection_AreMissedAndExtra()
    {
        using WrittenRun run = Everywhere(new WrittenRun(), (written, frame) => written.IsTrue(frame, 1, 1, 1, s_left).Detects(frame, "person", 0.9, s_left));
        run.ShouldTell("videodyn.tripwire.crossed", 1, "person", "line", 1).ShouldTell("videodyn.tripwire.crossed", 1.5, "person", "line", -1)
            .Tells("videodyn.tripwire.crossed", 1, "person", "line", direction: "in").Tells("videodyn.tripwire.crossed", 1.5, "person", "line", direction: "in").Written();

        RunScores scores = Score(run);

        Assert.Equal((1, 1, 1), (scores.Events!.Matched, scores.Events.Missed, scores.Events.Extra));
    }

    [Fact]
    public void Top1_IsTheShareOfFramesWithTheTrueLabel()
    {
        using WrittenRun run = new WrittenRun().Classifies("wave").Classifies("Wave").Classifies("fall").Classifies("wave").Written();

        Assert.Equal(0.75, RunScorer.Top1(RunFolder.Read(run.Path), "wave")!.Value, 6);
        using WrittenRun none = new WrittenRun().Written();
        Assert.Null(RunScorer.Top1(RunFolder.Read(none.Path), "wave"));
    }

    [Fact]
    public void Runs_ThatPublishTheSame_AgreeWhateverTheOrderOfTheirClasses()
    {
        using WrittenRun one = Crowd(["person", "car"]);
        using WrittenRun other = Crowd(["car", "person"]);

        AgreementReport report = RunScorer.AgainstRun(RunFolder.Read(one.Path), RunFolder.Read(other.Path));

        Assert.Equal(1.0, report.Agreement.Value!.Value, 6);
    }

    [Fact]
    public void Runs_OfOtherVideos_AreRefusedWithBothSizes()
    {
        using WrittenRun one = Crowd(["person"]);
        using WrittenRun other = new WrittenRun { Width = 1280 }.Detects(0, "person", 0.9, s_left).Written();

        VideoDynException error = Assert.Throws<VideoDynException>(() => RunScorer.AgainstRun(RunFolder.Read(one.Path), RunFolder.Read(other.Path)));

        Assert.Contains("1280x384, expected 50 frames of 640x384", error.Message);
    }

    [Fact]
    public void Truth_LongerThanTheRun_IsRefused() =>
        Refused(written => written.IsTrue(50, 1, 1, 1, s_left).Detects(0, "person", 0.9, s_left), "has truth up to frame 51, but the run has 50 frames");

    [Fact]
    public void Truth_OfOtherClasses_IsRefusedWithBothLists() =>
        Refused(written => written.IsTrue(0, 1, 1, 1, s_left).Detects(0, "ball", 0.9, s_left), "its classes (person, van) are none of those that the run reports (ball)");

    [Fact]
    public void Truth_WithAGapInTheMiddleOfThePicture_IsRefusedWithTheFrames() => Refused(
        written => written.IsTrue(3, 4, 1, 1, s_right).IsTrue(9, 4, 1, 1, s_right).Detects(0, "person", 0.9, s_left), "object 4 is missing from frame 5 to 9");

    [Fact]
    public void Run_WithABrokenLine_IsRefusedWithItsNumber()
    {
        using WrittenRun run = Crowd(["person"]);
        File.AppendAllText(run["events.jsonl"], "{\"type\":\"x\"\n");

        Assert.Contains("events.jsonl, line 1", Assert.Throws<VideoDynException>(() => RunFolder.Read(run.Path)).Message);
    }

    [Fact]
    public void Folder_ThatIsNoRun_IsRefusedWithTheFileThatIsMissing()
    {
        using var folder = new TestKit.TemporaryFolder();

        Assert.Contains("summary.json: cannot be read", Assert.Throws<VideoDynException>(() => RunFolder.Read(folder.Path)).Message);
    }

    private static void Refused(Func<WrittenRun, WrittenRun> write, string expected)
    {
        using WrittenRun run = write(new WrittenRun()).Written();
        Assert.Contains(expected, Assert.Throws<VideoDynException>(() => Score(run)).Message);
    }

    // Enough boxes for an agreement to be defined.
    private static WrittenRun Crowd(string[] labels) => Everywhere(new WrittenRun(), (written, frame) =>
    {
        foreach (string label in labels)
        {
            for (int column = 0; column < 6; column++)
                written.Detects(frame, label == "car" ? "car" : "person", 0.9, 100 * column, label == "car" ? 10 : 200, (100 * column) + 50, label == "car" ? 110 : 300);
        }

        return written;
    });

    private static WrittenRun Everywhere(WrittenRun run, Func<WrittenRun, int, WrittenRun> write)
    {
        for (int frame = 0; frame < run.Frames; frame++)
            write(run, frame);
        return run.Written();
    }

    private static RunScores Score(WrittenRun run)
    {
        RunFolder folder = RunFolder.Read(run.Path);
        return RunScorer.AgainstTruth(folder, RunTruth.Read(run.Truth, null, folder), 0.35f, TimeSpan.FromSeconds(0.5));
    }
}
