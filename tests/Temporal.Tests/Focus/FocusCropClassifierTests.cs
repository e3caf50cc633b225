using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Inference.Crops;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Focus;

/// <summary>Single images by the executor of clips: one glance, then looks until the model is sure.</summary>
public sealed class FocusCropClassifierTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Classify_Objects_SaysWhatAClipOfTheSameImageSays()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        using FocusCropClassifier classifier = FocusCropClassifier.Load(new ToyFocusModel().Save(_folder, "again"), new FrameTensorizer());
        using TestFrame frame = ToyFrames.Drifting(5, 0, 3);
        BoundingBox[] boxes = [new BoundingBox(1, 2, 13, 11), new BoundingBox(4, 3, 16, 15)];
        var classes = new ClassScore[2 * CropClassifier.TopCount];
        int[] counts = new int[2];

        Assert.Equal(2, classifier.Classify(frame, boxes, classes, counts));

        var clip = new FocusClip(networks);
        for (int index = 0; index < 2; index++)
        {
            // Four pictures that are alike, but not the same: the clip glances at each.
            FocusPicture[] pictures = [.. Enumerable.Range(0, 4).Select(_ => new FocusPicture(networks.Model))];
            foreach (FocusPicture picture in pictures)
                picture.Write(frame, boxes[index], new FrameTensorizer());
            clip.Run(pictures, 0, new Core.Measuring.StageClock());
            ClassScore[] best = [.. classes.AsSpan(index * CropClassifier.TopCount, counts[index])];
            for (int rank = 0; rank < best.Length; rank++)
                Assert.Equal(clip.Scores[best[rank].ClassId], best[rank].Score, 1e-5f);
            Assert.Equal(best.OrderByDescending(one => one.Score), best);
            Assert.Equal(clip.Scores.ToArray().Count(score => score >= classifier.Info.Confidence), counts[index]);
        }

        Assert.Equal(8, classifier.Looks);
    }

    [Fact]
    public void Classify_EmbeddedModel_GlancesOnceAndLooksTenTimes()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "samples", "models", "glance-focus");
        using FocusCropClassifier classifier = FocusCropClassifier.Load(folder, new FrameTensorizer());
        using TestFrame frame = ToyFrames.Drifting(5, 0, 3);
        var classes = new ClassScore[CropClassifier.TopCount];
        int[] counts = new int[1];
        classifier.Classify(frame, [new BoundingBox(1, 2, 13, 11)], classes, counts);
        using FocusNetworks networks = FocusNetworks.Open(folder);
        Assert.Equal(10, classifier.Looks);
        Assert.Equal(classifier.Info.DenseMacs, classifier.ExecutedMacs);
        Assert.Equal(
            networks.Glance.Part.Macs + (10 * (networks.Policy.Part.Macs + networks.Focus.Part.Macs + networks.Classifier.Part.Macs)), classifier.ExecutedMacs);
        Assert.True(networks.Glance.Part.Macs > 1_000_000);
    }

    [Fact]
    public void Classify_SureAfterTwoLooks_LooksNoFurther()
    {
        var toy = new ToyFocusModel();
        toy.Yaml += "\nthresholds: {report: 0.1, confidence: [1.01, 0.2, 0.2, 1.01]}";
        using FocusCropClassifier classifier = FocusCropClassifier.Load(toy.Save(_folder), new FrameTensorizer());
        using TestFrame frame = ToyFrames.Drifting(5, 0, 3);
        var classes = new ClassScore[CropClassifier.TopCount];
        int[] counts = new int[1];
        classifier.Classify(frame, [new BoundingBox(1, 2, 13, 11)], classes, counts);
        Assert.Equal(2, classifier.Looks);
        Assert.Equal(3, counts[0]);
    }

    [Fact]
    public void Classify_BoxWithoutPixelsOrBeyondTheBorder_IsCutOrLeftOut()
    {
        var toy = new ToyFocusModel();
        toy.Yaml += "\nthresholds: {report: 0}";
        using FocusCropClassifier classifier = FocusCropClassifier.Load(toy.Save(_folder), new FrameTensorizer());
        using TestFrame frame = ToyFrames.Drifting(5, 0, 3);
        (int width, int height) = (frame.Format.Width, frame.Format.Height);
        BoundingBox[] boxes = [new BoundingBox(-500, -500, -10, -10), new BoundingBox(-50, -50, width + 50, height + 50), new BoundingBox(3, 3, 4, 4), new BoundingBox(3, 3, 3.2f, 9)];
        var classes = new ClassScore[boxes.Length * CropClassifier.TopCount];
        int[] counts = new int[boxes.Length];
        Assert.Equal(2, classifier.Classify(frame, boxes, classes, counts));
        Assert.Equal([0, 3, 3, 0], counts);
    }
}
