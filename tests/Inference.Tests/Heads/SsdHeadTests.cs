using VideoDyn.Core.Errors;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;

namespace VideoDyn.Inference.Tests.Heads;

public sealed class SsdHeadTests
{
    [Theory]
    [InlineData(1, 1, 1, false)]
    [InlineData(2, 20, 1, false)]
    [InlineData(3, 20, 0, true)]
    public void Decode_CornersAndProbabilities_EqualPlainReading(int seed, int classes, int background, bool boxesFirst)
    {
        const int rows = 300;
        float[] scores = HeadHarness.Numbers(seed, rows * (classes + background), 0, 1);
        float[] boxes = HeadHarness.Numbers(seed + 1, rows * 4, 0, 0.5f);
        for (int index = 0; index < boxes.Length; index++)
            boxes[index] += index % 4 < 2 ? 0 : 0.5f;
        long[] scoreShape = [1, rows, classes + background], boxShape = [1, rows, 4];
        HeadQuestion question = HeadHarness.Question(320, 240, classes, boxesFirst ? [boxShape, scoreShape] : [scoreShape, boxShape]);

        CandidateBuffer candidates = HeadHarness.Decode("ssd", question, 0.6f, boxesFirst ? [boxes, scores] : [scores, boxes]);

        List<PlainDecoding.Found> expected = Plain(
            scores, rows, classes, background, 0.6f, row => (boxes[row * 4] * 320.0, boxes[(row * 4) + 1] * 240.0, boxes[(row * 4) + 2] * 320.0, boxes[(row * 4) + 3] * 240.0));
        HeadHarness.AssertSameCandidates(expected, candidates);
    }

    [Fact]
    public void Decode_OffsetsFromAnchors_EqualPlainDecodingBoxForBox()
    {
        float[][] anchors = [[10, 10, 16, 16, 24, 24], [32, 32, 48, 48], [64, 96]];
        // 100 x 76 leaves a part of a cell on each side, which counts as a cell.
        const int width = 100, height = 76, classes = 3;
        List<(double X, double Y, double W, double H)> priors = [];
        foreach ((int stride, float[] sizes) in new[] { 8, 16, 32 }.Zip(anchors))
        {
            for (int row = 0; row < Math.Ceiling((double)height / stride); row++)
            {
                for (int column = 0; column < Math.Ceiling((double)width / stride); column++)
                    priors.AddRange(sizes.Chunk(2).Select(size => ((column + 0.5) * stride, (row + 0.5) * stride, (double)size[0], (double)size[1])));
            }
        }

        float[] scores = HeadHarness.Numbers(5, priors.Count * (classes + 1), 0, 1);
        float[] offsets = HeadHarness.Numbers(6, priors.Count * 4, -3, 3);
        // Scores are four wide as well (three classes and background), so they must come first.
        HeadQuestion question = HeadHarness.Question(width, height, classes, [1, priors.Count, 4], [1, priors.Count, 4]) with { Anchors = anchors };

        CandidateBuffer candidates = HeadHarness.Decode("ssd", question, 0.6f, scores, offsets);

        HeadHarness.AssertClose(
            Plain(scores, priors.Count, classes, 1, 0.6f, row =>
            {
                (double x, double y, double w, double h) = priors[row];
                double cx = x + (offsets[row * 4] * 0.1 * w), cy = y + (offsets[(row * 4) + 1] * 0.1 * h);
                double boxWidth = w * Math.Exp(offsets[(row * 4) + 2] * 0.2), boxHeight = h * Math.Exp(offsets[(row * 4) + 3] * 0.2);
                return (cx - (boxWidth / 2), cy - (boxHeight / 2), cx + (boxWidth / 2), cy + (boxHeight / 2));
            }),
            candidates);
    }

    [Fact]
    public void Create_AnchorsThatMakeAnotherNumber_NamesBothSides()
    {
        HeadQuestion question = HeadHarness.Question(64, 64, 1, [1, 65, 2], [1, 65, 4]) with { Anchors = [[10, 10]] };
        Assert.Equal(
            "key 'anchors': at input 64x64 the card's anchors make 64 boxes at strides 8, the graph gives 65; other strides are written as e.g. 'strides: [16, 32, 64]'",
            Assert.Throws<VideoDynException>(() => HeadRegistry.Resolve("m.onnx", question, null).Match.Create()).Message);
    }

    private static List<PlainDecoding.Found> Plain(
        float[] scores, int rows, int classes, int background, float threshold, Func<int, (double X1, double Y1, double X2, double Y2)> box)
    {
        List<PlainDecoding.Found> found = [];
        for (int row = 0; row < rows; row++)
        {
            float[] own = scores[((row * (classes + background)) + background)..((row + 1) * (classes + background))];
            int best = Array.IndexOf(own, own.Max());
            (double x1, double y1, double x2, double y2) = box(row);
            if (own[best] >= threshold)
                found.Add(new PlainDecoding.Found(row, best, own[best], x1, y1, x2, y2));
        }

        return found;
    }
}
