using System.Text.Json;
using VideoDyn.Events.Envelope;
using VideoDyn.Events.Rules.Definitions;
using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Actions;

/// <summary>Clip and sequence models in whole runs over the sample clip (15 s, 15 frames a second), on actors and in one thread.</summary>
public sealed class ActionRunTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public async Task ClipModel_WithoutADetector_GivesAnEventForEveryClip()
    {
        string model = ClipModel("exit: never");
        (InputSummary summary, BytesOutput output) = await RunAsync(SamplePaths.Options with { Model = "", ClipModel = model });

        ActionSummary action = Assert.Single(summary.Actions);
        Assert.Equal(("clip", "toy-clip", 15), (action.Kind, action.Model, action.Clips!.Answered));
        Assert.Equal((75, 75, 75), (action.Frames, action.FramesUsed, action.Runs));
        Assert.Equal(15, action.Spans.Count);
        Assert.Equal(225, summary.Ledger!.Skipped["no-detector"]);
        Assert.True(summary.Ledger.IsBalanced);
        JsonElement[] events = [.. output.OfType(EventTypes.ActionDetected)];
        Assert.Equal((15, 15), (events.Length, output.Lines.Count));
        Assert.Equal(15, events.Select(root => root.GetProperty("id").GetString()).Distinct().Count());
        JsonElement data = events[3].GetProperty("data");
        Assert.Equal((3.0, 4.0, 5, 5, "last-frame", "toy-clip", "clip"), (
            data.GetProperty("start").GetDouble(), data.GetProperty("end").GetDouble(), data.GetProperty("frames_used").GetInt32(),
            data.GetProperty("frames").GetInt32(), data.GetProperty("exit").GetString()!, data.GetProperty("action_model").GetString()!, data.GetProperty("kind").GetString()!));
        Assert.Contains(data.GetProperty("label").GetString(), new[] { "red", "green", "blue" });
    }

    [Fact]
    public async Task VideoAnalyzer_HandsOutActions_AlsoThoseOfTheEnd()
    {
        AnalysisOptions options = SamplePaths.Options with { Model = "", ClipModel = ClipModel("exit: never"), SequenceModel = SequenceModel(-2) };
        (InputSummary summary, BytesOutput output) = await RunAsync(options);
        List<AnalyzedFrame> frames = [];
        await foreach (AnalyzedFrame frame in VideoAnalyzer.AnalyzeAsync(options))
            frames.Add(frame);

        Assert.Equal(Enumerable.Range(0, 225).Select(index => (long)index), frames.Select(frame => frame.Index));
        ActionEvent[] actions = [.. frames.SelectMany(frame => frame.Actions)];
        Assert.Equal(
            output.OfType(EventTypes.ActionDetected).Select(root => (root.GetProperty("data").GetProperty("kind").GetString()!, root.GetProperty("data").GetProperty("label").GetString()!)),
            actions.Select(action => (action.Kind, action.Label)));
        Assert.NotEmpty(actions);
        Assert.All(frames.SkipLast(1), frame => Assert.All(frame.Actions, action => Assert.Equal(frame.Index, action.FrameIndex)));
        Assert.Equal("done", summary.Status);
    }

    [Fact]
    public async Task ClipModel_BesideADetector_ChangesNothingOfItsEvents()
    {
        string model = ClipModel("");
        (_, BytesOutput alone) = await RunAsync(SamplePaths.Options);
        (InputSummary summary, BytesOutput both) = await RunAsync(SamplePaths.Options with { ClipModel = model });
        Assert.Equal(alone.Lines, both.Lines.Where(line => !line.Contains(EventTypes.ActionDetected, StringComparison.Ordinal)));
        Assert.Equal(summary.Actions[0].Clips!.Answered, both.OfType(EventTypes.ActionDetected).Count());
        Assert.Equal(225, summary.Ledger!.Analyzed);
    }

    // The sample's things cross the middle now and then; only clips in which one does are looked at.
    [Fact]
    public async Task ClipModel_ThatWaitsForRules_LooksAtTheClipsInWhichOneTellsSomething()
    {
        string model = ClipModel("exit: never\ntrigger: rule");
        var rules = new RuleDefinitions { Tripwires = [new TripwireRule { Name = "middle", From = new(0.5f, 0), To = new(0.5f, 1) }] };
        AnalysisOptions options = SamplePaths.Options with { ClipModel = model, Events = EventOptions.Default with { Rules = rules } };
        (InputSummary summary, BytesOutput output) = await RunAsync(options);

        double[] crossings = [.. output.OfType("videodyn.tripwire.crossed").Select(root => root.GetProperty("data").GetProperty("latest").GetDouble())];
        double[] clips = [.. output.OfType(EventTypes.ActionDetected).Select(root => root.GetProperty("data").GetProperty("start").GetDouble())];
        Assert.NotEmpty(clips);
        Assert.True(clips.Length < 15, "every clip was looked at");
        Assert.All(clips, start => Assert.Contains(crossings, latest => latest > start - 0.3 && latest < start + 1));
        Assert.All(crossings.Where(latest => latest < 14.5), latest => Assert.Contains(clips, start => latest > start - 0.3 && latest < start + 1));
        Assert.Empty(summary.Notes);
        (summary, output) = await RunAsync(SamplePaths.Options with { ClipModel = model });
        Assert.Empty(output.OfType(EventTypes.ActionDetected));
        Assert.Contains("waits for rules to tell something, and the stream has none", Assert.Single(summary.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actions_OnActorsAndInOneThread_AreTheSame()
    {
        AnalysisOptions options = SamplePaths.Options with { Model = "", ClipModel = ClipModel("stride: 2"), SequenceModel = SequenceModel(-2) };
        (InputSummary summary, _) = await RunAsync(options);
        IReadOnlyList<ActionSummary> single;
        using (AnalysisSession session = AnalysisSession.Open(options))
        {
            StreamRun run = session.CreateRun();
            Assert.True(run.Run(CancellationToken.None));
            session.Actions!.Complete(run.Clock);
            single = session.Actions.Summarize();
        }

        Assert.Equal(JsonSerializer.Serialize(single), JsonSerializer.Serialize(summary.Actions));
        Assert.Equal(2, single.Count);
    }

    [Fact]
    public async Task SequenceModel_SkipsStepsAndSumsUpLabelsOverTime()
    {
        (InputSummary summary, BytesOutput output) = await RunAsync(SamplePaths.Options with { Model = "", SequenceModel = SequenceModel(-5) });
        ActionSummary action = Assert.Single(summary.Actions);
        Assert.Equal(("sequence", 150), (action.Kind, action.Sequence!.Steps));
        Assert.InRange(action.Sequence.Updates, 19, 100);
        Assert.Equal(action.Sequence.Updates, action.Runs);
        Assert.NotEmpty(action.Spans);
        Assert.Equal(action.Spans.Sum(span => span.End - span.Start), action.Seconds.Values.Sum(), 0.01);
        Assert.NotEmpty(output.OfType(EventTypes.ActionDetected));
    }

    [Fact]
    public async Task SequenceState_OfAnEarlierRun_IsTakenOverAndThatOfAnotherModelRefusedNamingBoth()
    {
        string first = SequenceModel(-3, "first", seed: 1), other = SequenceModel(-3, "other", seed: 2);
        AnalysisOptions options = SamplePaths.Options with { Model = "", SequenceModel = first, State = _folder["state"] };
        (InputSummary before, _) = await RunAsync(options);
        (InputSummary again, _) = await RunAsync(options);
        (InputSummary foreign, _) = await RunAsync(options with { SequenceModel = other });

        Assert.Empty(before.Notes);
        Assert.Empty(again.Notes);
        string note = Assert.Single(foreign.Notes);
        Assert.Contains($"belongs to model {before.Actions[0].Sha256}, this is model {foreign.Actions[0].Sha256}", note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task GateSkipRnn_SkipsForTheDetectorWithItsReasonAndKeepsItsState()
    {
        string model = SequenceModel(-2.5f);
        AnalysisOptions options = SamplePaths.Options with { Gate = $"skip-rnn:{model}", State = _folder["state"] };
        (InputSummary summary, _) = await RunAsync(options);
        Assert.InRange(summary.Ledger!.Analyzed, 20, 150);
        Assert.Equal(225, summary.Ledger.Analyzed + summary.Ledger.Skipped["skip-rnn"]);
        Assert.True(File.Exists(Path.Combine(_folder["state"], "shapes.mp4", "skip-rnn")));
    }

    [Fact]
    public void Reset_AfterAnOutage_ForgetsSequenceAndClips()
    {
        AnalysisOptions options = SamplePaths.Options with { Model = "", ClipModel = ClipModel("exit: never"), SequenceModel = SequenceModel(-9) };
        using AnalysisSession session = AnalysisSession.Open(options);
        FrameFlow flow = session.CreateFlow([], new Core.Measuring.StageClock());
        Step(session, flow, 20);
        long looks = session.Actions!.Summarize()[1].Sequence!.Updates;
        session.Reset(flow);
        Step(session, flow, 1);
        ActionSummary[] after = [.. session.Actions.Summarize()];
        Assert.Equal(looks + 1, after[1].Sequence!.Updates);
        Assert.Equal(1, after[0].Clips!.CutOff);
    }

    [Theory]
    [InlineData("-f lavfi -i testsrc2=size=64x48:rate=10:duration=0.1 -c:v libx264 -pix_fmt yuv420p", 1)]
    [InlineData("-f lavfi -i color=gray:size=64x48:rate=10:duration=3 -c:v libx264 -pix_fmt yuv420p", 3)]
    public async Task BadInput_OneFrameOrAllFramesAlike_IsAnswered(string clip, int answers)
    {
        string path = TestClips.Make(".mp4", clip);
        (InputSummary summary, _) = await RunAsync(new AnalysisOptions { Input = path, Model = "", ClipModel = ClipModel("exit: never"), SequenceModel = SequenceModel(0) });
        Assert.Equal(("done", answers), (summary.Status, summary.Actions[0].Clips!.Answered));
        Assert.InRange(summary.Actions[1].Sequence!.Updates, 1, 30);
    }

    [Fact]
    public async Task BadInput_FolderThatIsNoModel_FailsTheInputWithItsPath()
    {
        var output = new BytesOutput();
        await using var host = new CameraHost();
        JobResult result = await new RunJob(SamplePaths.Options with { ClipModel = _folder.Path }, output).RunAsync(host, "a", _ => null, CancellationToken.None);
        Assert.Contains($"clip model '{_folder.Path}': has no clip.yaml", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("every-n:2", "dense", null)]
    [InlineData("all", "blocks:change", null)]
    [InlineData("all", "dense", 5.0)]
    public void Validate_DetectorOptionsWithoutADetector_AreRefused(string gate, string region, double? maxFps)
    {
        AnalysisOptions options = SamplePaths.Options with { Model = "", ClipModel = "somewhere", Gate = gate, Region = region, MaxFps = maxFps };
        Assert.Contains("there is no --model", Assert.Single(options.Validate()), StringComparison.Ordinal);
        Assert.Contains("the model is empty", Assert.Single((SamplePaths.Options with { Model = "" }).Validate()), StringComparison.Ordinal);
    }

    [Fact]
    public void Validate_GateWithoutAModelFolder_IsRefusedBeforeAnythingRuns() =>
        Assert.Contains("sequence.yaml", Assert.Single((SamplePaths.Options with { Gate = $"skip-rnn:{_folder.Path}" }).Validate()), StringComparison.Ordinal);

    [SharedDataTheory("videos/asl/again.mkv")]
    [InlineData("again")]
    [InlineData("eat")]
    [InlineData("yes")]
    public async Task RealVideo_SignsOfAHand_AreAnsweredByTheEmbeddedModels(string sign)
    {
        string models = Path.Combine(RepositoryRoot.Path, "samples", "models");
        bool hasModels = Directory.Exists(Path.Combine(models, "clip-exit")) && Directory.Exists(Path.Combine(models, "skip-gru"));
        (InputSummary summary, _) = await RunAsync(new AnalysisOptions
        {
            Input = SharedData.PathOf($"videos/asl/{sign}.mkv"),
            Model = "",
            ClipModel = hasModels ? Path.Combine(models, "clip-exit") : ClipModel(""),
            SequenceModel = hasModels ? Path.Combine(models, "skip-gru") : SequenceModel(-2),
        });
        Assert.Equal("done", summary.Status);
        Assert.True(summary.Actions[0].Clips!.Answered >= 1);
        Assert.InRange(summary.Actions[0].FramesUsed, 1, summary.Actions[0].Frames);
        Assert.InRange(summary.Actions[1].Sequence!.Updates, 1, summary.Actions[1].Sequence!.Steps);
    }

    private static void Step(AnalysisSession session, FrameFlow flow, int frames)
    {
        for (int index = 0; index < frames; index++)
        {
            Assert.Equal(Core.Sources.FrameReadStatus.Frame, session.Source.Read(out Core.Frames.FrameLease? frame, CancellationToken.None));
            using (frame)
            {
                Assert.False(flow.Decide(frame!));
                flow.Track(frame!);
                flow.Publish(frame!);
            }
        }
    }

    private static async Task<(InputSummary Summary, BytesOutput Output)> RunAsync(AnalysisOptions options)
    {
        var output = new BytesOutput();
        await using var host = new CameraHost();
        JobResult result = await new RunJob(options, output).RunAsync(host, "camera", _ => null, CancellationToken.None);
        Assert.Null(result.Error?.Message);
        return (result.Summary, output);
    }

    private string ClipModel(string extra)
    {
        var toy = new ToyClipModel();
        toy.Yaml = toy.Yaml.Replace("first: 1.01", "first: 1.01, report: 0", StringComparison.Ordinal) + "\n" + extra + "\n";
        return toy.Save(_folder);
    }

    private string SequenceModel(float bias, string name = "toy-sequence", int seed = 3) =>
        new ToySequenceModel(new PlainGru(seed, bias)).Save(_folder, name);
}
