using System.Text.Json;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Events.Envelope;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Crops;
using VideoDyn.Inference.Onnx;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Tracking;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Tracking;

/// <summary>Tracked boxes over a frame whose left half is dark and whose right half is bright, ten frames a second.</summary>
public sealed class TrackClassifierTests : LeaseGuard
{
    private static readonly FrameFormat s_format = new(200, 100, PixelLayout.Gray, ColorMatrix.Bt601, ColorRange.Full);
    private readonly TemporaryFolder _folder = new();
    private readonly CropClassifier _network;
    private readonly TrackClassifier _classifier;
    private readonly FrameTracker _tracker;
    private readonly Observations _observations = new();
    private int _frame;

    public TrackClassifierTests()
    {
        OnnxWriter.Save(Network(), _folder["light.onnx"]);
        File.WriteAllText(_folder["light.yaml"], """
            task: classify
            input: {color: rgb, resize: stretch, scale: 0.00392156862745098}
            labels: [dark, bright]
            confidence: 0.6
            """);
        _network = CropClassifier.Load(new ModelOptions { ModelPath = _folder["light.onnx"] }, new FrameTensorizer());
        _classifier = new TrackClassifier(_network);
        _tracker = new FrameTracker(0.35f, TimeSpan.FromSeconds(0.5), embedder: null, _classifier);
    }

    public override void Dispose()
    {
        _network.Dispose();
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Labels_ComeWithConfirmation_AndStayWithTheTrack()
    {
        Step(Box(10), Box(150));
        Assert.Empty(_tracker.Tracks);
        Assert.Equal(0, _classifier.Crops);
        Step(Box(10), Box(150));

        Assert.Equal(["dark", "bright"], _tracker.Tracks.Select(track => track.Labels![0].Label));
        Assert.Equal(2, _classifier.Crops);
        Assert.Equal(2 * _network.Info.DenseMacs, _observations.Macs);

        TrackLabel[] first = [.. _tracker.Tracks[0].Labels!];
        for (int frame = 0; frame < 15; frame++)
            Step(Box(10), Box(150));
        Assert.Equal(first, _tracker.Tracks[0].Labels);
        Assert.Equal(2, _classifier.Crops);
    }

    [Fact]
    public void Look_AfterThePeriod_IsRepeated()
    {
        for (int frame = 0; frame < 62; frame++)
            Step(Box(10));
        // Confirmed at 0.1 s, then at 2.1, 4.1 and 6.1 s.
        Assert.Equal(4, _classifier.Crops);
    }

    [Fact]
    public void Look_WhenTheBoxHasGrown_IsRepeatedAtOnce()
    {
        for (int frame = 0; frame < 3; frame++)
            Step(Box(10, 20));
        Step(Box(10, 26));
        Assert.Equal(1, _classifier.Crops);
        Step(Box(10, 31));
        Assert.Equal(2, _classifier.Crops);
    }

    [Fact]
    public void Look_AtSomethingElseLater_ReplacesTheLabel()
    {
        // Walks from the dark half into the bright one.
        for (int frame = 0; frame < 50; frame++)
            Step(Box(5 + (3 * frame)));
        Assert.Equal("bright", Assert.Single(_tracker.Tracks).Labels![0].Label);
    }

    [Fact]
    public void Look_OnFramesThatAreNotAnalyzed_NeverHappens()
    {
        Step(Box(10));
        Step(Box(10));
        for (int frame = 0; frame < 40; frame++)
            Step(frame % 2 == 0 ? GateOutcome.Reuse : GateOutcome.Skip);
        Assert.Equal(1, _classifier.Crops);
        Assert.Equal("dark", Assert.Single(_tracker.Tracks).Labels![0].Label);
    }

    [Fact]
    public void Look_AtACrowd_IsCappedAndTheRestFollows()
    {
        Detection[] crowd = [.. Enumerable.Range(0, 20).Select(index => Box(8 * index, 7, 20))];
        Step(crowd);
        Step(crowd);
        Assert.Equal(16, _classifier.Crops);
        Assert.Equal(4, _classifier.Postponed);
        Assert.Equal(16, _tracker.Tracks.Count(track => track.Labels is not null));
        Step(crowd);
        Assert.Equal(20, _classifier.Crops);
        Assert.DoesNotContain(_tracker.Tracks, track => track.Labels is null);
    }

    [Fact]
    public void Ended_TrackStillTellsWhatItWas_AndIsForgottenThen()
    {
        Step(Box(10));
        Step(Box(10));
        long id = _tracker.Tracks[0].Id;
        while (_tracker.Ended.Count == 0)
            Step();
        Assert.Equal("dark", _tracker.Ended[0].Labels![0].Label);
        Step();
        Assert.Null(_classifier.LabelsOf(id));
    }

    [Fact]
    public void Look_WhenStreamTimeStepsBack_GoesOn()
    {
        for (int frame = 0; frame < 30; frame++)
            Step(Box(10));
        long before = _classifier.Crops;
        _frame = 5;
        Step(Box(10));
        Assert.Equal(before + 1, _classifier.Crops);
        for (int frame = 0; frame < 10; frame++)
            Step(Box(10));
        Assert.Equal(before + 1, _classifier.Crops);
    }

    [Fact]
    public void Advance_BetweenLooks_AllocatesNothing()
    {
        using TestFrame frame = Frame(0);
        Detection[] seen = [Box(10), Box(150)];
        var tracker = new FrameTracker(0.35f, null, null, new TrackClassifier(_network, TimeSpan.FromHours(1)));
        var labelled = new List<TestFrame>();
        for (int index = 0; index < 5; index++)
            labelled.Add(Frame(index));
        foreach (TestFrame one in labelled)
            Advance(tracker, one, seen);
        using TestFrame later = Frame(6);
        long fewest = long.MaxValue;
        for (int round = 0; round < 8; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int repeat = 0; repeat < 20; repeat++)
                Advance(tracker, later, seen);
            fewest = Math.Min(fewest, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        labelled.ForEach(one => one.Dispose());
        Assert.Equal(0, fewest);
        Assert.Equal(2, tracker.Tracks.Count(track => track.Labels is not null));
    }

    [Fact]
    public void Events_OfLabelledObjects_CarryTheLabels()
    {
        Step(Box(10));
        Step(Box(10));
        using var writer = new EventWriter(new EventContext("cam", EventContext.UnknownStart, "m.onnx", "dense", ["thing"]));
        JsonElement data = Data(writer.Object(EventTypes.ObjectEntered, 1, TimeSpan.Zero, _tracker.Tracks[0]));
        Assert.Equal("dark", data.GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.InRange(data.GetProperty("labels")[0].GetProperty("score").GetDouble(), 0.6, 1);

        JsonElement seen = Data(writer.FrameDetections(1, TimeSpan.Zero, [Box(10), Box(150)], _tracker.Tracks)).GetProperty("detections");
        Assert.Equal(1, seen[0].GetProperty("id").GetInt64());
        Assert.Equal("dark", seen[0].GetProperty("labels")[0].GetProperty("label").GetString());
        Assert.False(seen[1].TryGetProperty("labels", out _));

        static JsonElement Data(ReadOnlySpan<byte> json) => JsonDocument.Parse(json.ToArray()).RootElement.GetProperty("data");
    }

    private static Detection Box(float left, float width = 20, float height = 40) => new(new BoundingBox(left, 20, left + width, 20 + height), 0, 0.9f);

    private static TestFrame Frame(int index) => new TestFrame(s_format, index: index, streamTime: TimeSpan.FromSeconds(index / 10.0))
        .Fill((_, x, _) => x < 100 ? (byte)20 : (byte)230);

    private void Step(params Detection[] seen)
    {
        using TestFrame frame = Frame(_frame++);
        Advance(_tracker, frame, seen);
    }

    private void Step(GateOutcome outcome)
    {
        using TestFrame frame = Frame(_frame++);
        _tracker.Advance(frame, new GateDecision(outcome, GateDecision.Analyze.Reason), _observations);
    }

    private void Advance(FrameTracker tracker, FrameLease frame, Detection[] seen)
    {
        _observations.Clear();
        foreach (Detection detection in seen)
            _observations.Add(detection);
        tracker.Advance(frame, GateDecision.Analyze, _observations);
    }

    // Logits 0 and 8 * (mean brightness - 0.5) for any number of pictures of 8x8, brightness 0..1.
    private static OnnxModel Network()
    {
        var builder = new OnnxGraphBuilder();
        string picture = builder.Input("picture", OnnxElementType.Float32, "pictures", 3, 8, 8);
        string mean = builder.Node("ReduceMean", [picture], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 0));
        string column = builder.Node("Reshape", [mean, builder.Initializer<long>([2], -1, 1)]);
        string factors = builder.Initializer<float>([1, 2], 0, 8);
        string offsets = builder.Initializer<float>([1, 2], 0, -4);
        builder.Output(builder.Node("Add", [builder.Node("MatMul", [column, factors]), offsets]), OnnxElementType.Float32, "pictures", 2);
        return builder.Build();
    }
}
