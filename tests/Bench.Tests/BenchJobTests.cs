using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Reports;
using VideoDyn.Bench.Running;
using VideoDyn.Core.Errors;
using VideoDyn.TestKit;

namespace VideoDyn.Bench.Tests;

public class BenchJobTests : LeaseGuard
{
    [Fact]
    public void Run_FiveSecondsTwoPlans_ReportsCostAndAgreement()
    {
        using var folder = new TemporaryFolder();
        BenchReport report = Run(ShapesBench.Options(folder)).Report;

        VideoReport video = Assert.Single(report.Videos);
        Assert.True(report.Complete);
        Assert.Equal((75, 1, 3), (video.Frames, video.Repeats, video.Plans.Count));
        Assert.InRange(video.Seconds, 4.99, 5.01);
        PlanReport dense = video.Plans[0], every = video.Plans[1];
        Assert.Equal((1.0, 1.0, 75L), (dense.CpuRatio.Value, dense.MacShare, dense.Ledger.Analyzed));
        Assert.Null(dense.Agreement);
        Assert.Equal((25L, 50L), (every.Ledger.Analyzed, every.Ledger.Skipped["every-n"]));
        Assert.InRange(every.MacShare, 0.333, 0.334);
        Assert.InRange(every.CpuRatio.Value!.Value, 0.1, 0.95);
        Assert.InRange(every.Agreement!.Overall.Value!.Value, 0.3, 0.999);
        Assert.InRange(every.Agreement.Overall.ReferenceBoxes, 90, 120);
        Assert.All(video.Plans, plan => Assert.True(plan.Ledger.IsBalanced));
        Assert.All(video.Plans, plan => Assert.Equal(plan.CpuPerSecond, plan.Stages.Values.Sum(), 3));
        Assert.True(video.Plans[2].Stages["signals"] > 0);
        Assert.Equal(["dense", "every-n:3", "motion"], report.Overall.Select(plan => plan.Name));
    }

    [Fact]
    public void Run_PlanThatIsDenseUnderAnotherName_AgreesPerfectlyAndPublishesTheSame()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Plans = PlanText.Parse("name=twin,gate=every-n:1"), MinRepeats = 2, MaxRepeats = 2 };

        PlanReport twin = Run(options).Report.Videos[0].Plans[1];

        Assert.Equal((1.0, 1.0, true), (twin.Agreement!.Overall.Value, twin.Agreement.Strict.Value, twin.SameBoxes));
        Assert.True(twin.CpuRatio.Low < twin.CpuRatio.High);
    }

    [Fact]
    public void Run_ClipWithoutAnyObject_SaysThatAgreementIsUndefined()
    {
        using var folder = new TemporaryFolder();
        string clip = TestClips.Make(".mp4", "-f lavfi -i color=c=gray:size=320x192:rate=10:duration=2 -c:v libx264 -pix_fmt yuv420p");

        BenchReport report = Run(ShapesBench.Options(folder) with { Input = clip }).Report;

        Assert.Contains("nothing to agree on", report.Videos[0].Remark, StringComparison.Ordinal);
        Assert.All(report.Videos[0].Plans.Skip(1), plan => Assert.Null(plan.Agreement!.Overall.Value));
        using var text = new StringWriter();
        BenchTable.Print(text, report);
        Assert.Contains("undefined (0 of 50 boxes)", text.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("1.000", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_Interrupted_KeepsWhatIsDoneAndSaysWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        BenchOptions options = ShapesBench.Options(folder);
        BenchResult result = new BenchJob([options, options], "test").Run(
            what =>
            {
                if (what.Contains("pass 1, 2 s", StringComparison.Ordinal))
                    stop.Cancel();
            },
            stop.Token);

        Assert.False(result.Report.Complete);
        Assert.Equal(
            ["shapes.mp4: interrupted: 1 of up to 1 passes are in the report, 2.1 s of the video", "shapes.mp4: interrupted before it began"],
            result.Report.Missing);
        VideoReport video = Assert.Single(result.Report.Videos);
        Assert.Equal((2, 31), (video.Slices, video.Frames));
        Assert.Contains("Missing:", File.ReadAllText(result.Write(folder["out"])[1]), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithTruth_ScoresEveryPlan()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder);
        File.WriteAllLines(folder["truth.txt"], Enumerable.Range(1, 75).Select(frame => $"{frame},1,10,10,40,40,1,1,1"));

        VideoReport video = Run(options with { Truth = folder["truth.txt"] }).Report.Videos[0];

        Assert.Equal("truth.txt", video.Truth);
        Assert.All(video.Plans, plan => Assert.Equal((75, 75), (plan.Accuracy!.Objects, plan.Accuracy.Frames)));
    }

    [Theory]
    [InlineData("300,1,10,10,40,40,1,1,1", "has truth up to frame 300, but shapes.mp4 has 225 frames")]
    [InlineData("3,1,4000,10,40,40,1,1,1", "1 of 1 boxes lie outside the 320x192 picture of shapes.mp4")]
    [InlineData("3,1,10,10,40,40,1,7,1", "expected at least one of the model's")]
    public void Run_TruthThatDoesNotFit_IsRefused(string line, string message)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["truth.txt"], line);
        BenchOptions options = ShapesBench.Options(folder) with { Truth = folder["truth.txt"], TruthClasses = new Dictionary<int, string> { [7] = "tree" } };
        if (!line.Contains(",7,", StringComparison.Ordinal))
            options = options with { TruthClasses = new Dictionary<int, string> { [1] = "person" } };

        VideoDynException error = Assert.Throws<VideoDynException>(() => Run(options));

        Assert.Equal(ErrorKind.Input, error.Kind);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_NoiseFloor_ComparesDenseWithItself()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { NoiseFloor = true, Plans = [] };

        IReadOnlyList<NoiseFloorReport> floor = Run(options).Report.Videos[0].NoiseFloor;

        Assert.Equal(2, floor.Count);
        Assert.All(floor, change => Assert.InRange(change.Agreement.Value!.Value, 0.5, 1));
    }

    [Fact]
    public void Run_WithTruthOfTracks_ScoresTheTracker()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Duration = TimeSpan.FromSeconds(3) };
        // What dense itself tracks, as truth: it must score well, and whoever looks less often worse.
        BenchResult dense = Run(options with { Plans = [] });
        WriteTracks(dense, folder["truth.txt"]);

        VideoReport video = Run(options with { Truth = folder["truth.txt"], TruthClasses = new Dictionary<int, string> { [1] = "person", [2] = "car", [3] = "dog" } }).Report.Videos[0];

        AccuracySection best = video.Plans[0].Accuracy!;
        Assert.Equal((1.0, 1.0, 1.0, 0L), (best.Mota, best.Idf1, Math.Round(best.Hota!.Value, 9), best.IdSwitches));
        Assert.True(video.Plans[1].Accuracy!.Mota < 1 && video.Plans[1].Accuracy!.Hota < 1);
    }

    [Fact]
    public void Run_WithoutTracker_HoldsBoxesAndSaysSo()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Duration = TimeSpan.FromSeconds(2) };

        BenchReport tracked = Run(options).Report;
        BenchReport held = Run(options with { Tracker = "none" }).Report;

        Assert.Equal(("byte", "none"), (tracked.Settings.Tracker, held.Settings.Tracker));
        Assert.NotNull(tracked.Videos[0].Plans[1].Tracking);
        Assert.Null(held.Videos[0].Plans[1].Tracking);
        Assert.Equal(tracked.Videos[0].Plans[1].Agreement!.Held!.Matched, held.Videos[0].Plans[1].Agreement!.Overall.Matched);
        Assert.True(tracked.Videos[0].Plans[1].Stages["tracking"] > 0);
        using var text = new StringWriter();
        BenchTable.Print(text, tracked);
        Assert.Contains("tracker byte", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("events P/R", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WithAReferencePlan_ComparesResultsWithItAndCostsWithDense()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Duration = TimeSpan.FromSeconds(3), Plans = PlanText.Parse("every-n:3"), Reference = PlanText.ParseOne("every-n:3", "test") };
        options = options with { Agreement = options.Agreement with { MinimumReferenceBoxes = 20 } };

        BenchReport report = Run(options).Report;

        PlanReport dense = report.Videos[0].Plans[0], reference = report.Videos[0].Plans[1];
        Assert.Equal("every-n:3", report.Settings.Reference);
        Assert.Equal(2, report.Videos[0].Plans.Count);
        Assert.Null(reference.Agreement);
        Assert.InRange(dense.Agreement!.Overall.Value!.Value, 0.3, 0.999);
        Assert.Equal(1.0, dense.CpuRatio.Value);
        Assert.InRange(reference.CpuRatio.Value!.Value, 0.05, 0.95);
    }

    [Fact]
    public void Run_RepeatsOverAPart_StillHaveAnIntervalOfTheWhole()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { MinRepeats = 3, MaxRepeats = 3, RepeatSpan = TimeSpan.FromSeconds(2) };

        VideoReport video = Run(options).Report.Videos[0];

        Assert.Equal((75, 3, 5), (video.Frames, video.Repeats, video.Slices));
        Assert.All(video.Plans, plan => Assert.True(plan.SameBoxes));
        Assert.All(video.Plans.Skip(1), plan => Assert.True(plan.CpuRatio.Low < plan.CpuRatio.High));
        Assert.All(video.Plans, plan => Assert.Equal(plan.CpuPerSecond, plan.Stages.Values.Sum(), 3));
    }

    [Fact]
    public void Run_SeveralVideos_HandsOutEveryVideoThatIsDoneBeforeTheNextBegins()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Duration = TimeSpan.FromSeconds(1) };
        List<string[]> missing = [];
        var job = new BenchJob([options, options, options], "test")
        {
            Checkpoint = done =>
            {
                BenchReport read = BenchJson.Read(done.WriteJson(folder["out"]));
                Assert.Equal(missing.Count + 1, read.Videos.Count);
                Assert.False(read.Complete);
                missing.Add([.. read.Missing]);
            },
        };

        BenchReport report = job.Run(_ => { }, CancellationToken.None).Report;

        Assert.Equal([2, 1], missing.Select(entry => entry.Length));
        Assert.Equal("shapes.mp4: not done yet", missing[1][0]);
        Assert.True(report.Complete);
    }

    [Fact]
    public void Decisions_WrittenAndReplayed_GiveTheSameResults()
    {
        using var folder = new TemporaryFolder();
        BenchOptions options = ShapesBench.Options(folder) with { Duration = TimeSpan.FromSeconds(3), Plans = PlanText.Parse("motion") };
        BenchResult first = Run(options);
        string file = Assert.Single(first.WriteDecisions(folder["decisions"]), path => path.EndsWith("shapes.motion.txt", StringComparison.Ordinal));

        PlanReport replayed = Run(options with { Plans = PlanText.Parse($"name=again,gate=recorded:{file}") }).Report.Videos[0].Plans[1];

        PlanReport plan = first.Report.Videos[0].Plans[1];
        Assert.Equal((plan.Ledger.Analyzed, plan.Ledger.Reused), (replayed.Ledger.Analyzed, replayed.Ledger.Reused));
        Assert.Equal(plan.Agreement!.Overall, replayed.Agreement!.Overall);
    }

    [Fact]
    public void Job_ImpossibleOptions_ReportsAllAtOnce()
    {
        var options = new BenchOptions { Input = "-", Model = "", MaxRepeats = 0, Slice = TimeSpan.Zero, Tracker = "bite", RepeatSpan = TimeSpan.Zero };

        string message = Assert.Throws<VideoDynException>(() => new BenchJob([options], "test")).Message;

        Assert.Contains("standard input can be read only once", message, StringComparison.Ordinal);
        Assert.Contains("--slice is 00:00:00", message, StringComparison.Ordinal);
        Assert.Contains("--repeats is 0", message, StringComparison.Ordinal);
        Assert.Contains("--repeat-span is 00:00:00", message, StringComparison.Ordinal);
        Assert.Contains("--tracker is 'bite', known trackers: byte, none; did you mean 'byte'?", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_WrittenAndRead_IsTheSameReport()
    {
        using var folder = new TemporaryFolder();
        BenchResult result = Run(ShapesBench.Options(folder));

        BenchReport read = BenchJson.Read(result.Write(folder["out"])[0]);

        Assert.Equal(BenchJson.Serialize(result.Report), BenchJson.Serialize(read));
    }

    private static void WriteTracks(BenchResult dense, string path) => File.WriteAllLines(path, dense.Records[0].Dense.Log!.Frames.SelectMany((frame, place) =>
        dense.Records[0].Dense.Log!.Tracks(place).ToArray().Select(track => FormattableString.Invariant(
            $"{frame.Index + 1},{track.Id},{track.Box.X1:R},{track.Box.Y1:R},{track.Box.Width:R},{track.Box.Height:R},1,{track.ClassId + 1},1"))));

    private static BenchResult Run(BenchOptions options) => new BenchJob([options], "test").Run(_ => { }, CancellationToken.None);
}
