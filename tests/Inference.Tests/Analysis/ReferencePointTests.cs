using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Tests.Support;
using VideoDyn.TestKit;

namespace VideoDyn.Inference.Tests.Analysis;

/// <summary>The points that the shared data's description states, found with another decoder, resizer and language.</summary>
public sealed class ReferencePointTests : LeaseGuard
{
    private const string Model = "models/yolox_nano.onnx";
    private const string Person = "videos/one-by-one-person-detection.mp4";
    private const string Street = "videos/street-vehicles.mp4";

    [SharedDataFact(Model, Person)]
    public void YoloxNano_OnePersonRoom_FindsPersonAndScreen()
    {
        using TestFrame frame = ClipFrame.Extract(Person, 110, 768, 432);
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(new ModelOptions { ModelPath = SharedData.PathOf(Model) }, new PlainTensorizer(antialias: true));
        var observations = new Observations();

        analyzer.Analyze(frame, RegionPlan.Dense, observations);

        Detection person = Assert.Single(observations.Detections, detection => analyzer.Info.Labels[detection.ClassId] == "person");
        Assert.InRange(person.Score, 0.84, 0.94);
        Detection screen = Assert.Single(observations.Detections, detection => analyzer.Info.Labels[detection.ClassId] == "tv");
        Assert.InRange(screen.Score, 0.38, 0.55);
        Assert.Equal(observations.Detections.OrderByDescending(detection => detection.Score), observations.Detections);
        Assert.Equal(1.0, observations.ExecutedShare);
        Assert.Equal(analyzer.Info.DenseMacs, observations.Macs);
        Assert.True(observations.Clock.Wall(Stage.Inference) > TimeSpan.Zero);
    }

    [SharedDataFact(Model, Street)]
    public void YoloxNano_Street_FindsFiveCars()
    {
        using TestFrame frame = ClipFrame.Extract(Street, 20, 640, 352);
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(Model), Classes = ["car"] }, new PlainTensorizer(antialias: true));
        var observations = new Observations();

        analyzer.Analyze(frame, RegionPlan.Dense, observations);

        Assert.Equal(5, observations.Detections.Count);
        Assert.InRange(observations.Detections[0].Score, 0.82, 0.92);
        Assert.All(observations.Detections, detection =>
        {
            Assert.True(detection.Box.X1 >= 0 && detection.Box.X2 <= 640 && detection.Box.Y1 >= 0 && detection.Box.Y2 <= 352);
            Assert.Equal(Provenance.Detected, detection.Provenance);
        });
    }

    [SharedDataTheory(Person)]
    [InlineData("models/nanodet_m_320.onnx", "person", 0.34, 0.46)]
    [InlineData("models/fastestdet.onnx", "person", 0.85, 0.96)]
    [InlineData("models/fastestdet.onnx", "tv", 0.65, 0.8)]
    public void OtherHeads_OnePersonRoom_FindWhatIsThere(string model, string label, double least, double most)
    {
        Detection[] found = Analyze(model, Person, 110, 768, 432, label);
        Assert.InRange(Assert.Single(found).Score, least, most);
    }

    [SharedDataFact("models/nanodet_m_320.onnx", Street)]
    public void DistributionHead_Street_FindsFiveCars()
    {
        Detection[] found = Analyze("models/nanodet_m_320.onnx", Street, 20, 640, 352, "car");
        Assert.Equal(5, found.Length);
        Assert.InRange(found[0].Score, 0.57, 0.67);
        // The same cars as another network of another family sees them.
        Detection[] other = Analyze(Model, Street, 20, 640, 352, "car");
        Assert.InRange(found.Count(car => other.Any(same => same.Box.IntersectionOverUnion(car.Box) > 0.6f)), 4, 5);
    }

    [SharedDataFact("models/ultraface_rfb_320.onnx", "videos/asl/book.mkv")]
    public void PriorHead_SigningPerson_FindsOneFace()
    {
        Detection face = Assert.Single(Analyze("models/ultraface_rfb_320.onnx", "videos/asl/book.mkv", 1, 640, 480, "face"));
        Assert.InRange(face.Score, 0.99, 1.0);
        // A face is about as wide as high and lies in the upper half.
        Assert.InRange(face.Box.Width / face.Box.Height, 0.5, 1.1);
        Assert.InRange(face.Box.Y1, 0, 240);
    }

    private static Detection[] Analyze(string model, string clip, double second, int width, int height, string label)
    {
        using TestFrame frame = ClipFrame.Extract(clip, second, width, height);
        using DetectorAnalyzer analyzer = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = SharedData.PathOf(model), Classes = [label] }, new PlainTensorizer(antialias: true));
        var observations = new Observations();
        analyzer.Analyze(frame, RegionPlan.Dense, observations);
        return [.. observations.Detections];
    }
}
