using VideoDyn.Core.Analysis;
using VideoDyn.Core.Errors;
using VideoDyn.Inference.Analysis;
using VideoDyn.Inference.Onnx;
using VideoDyn.Inference.Tests.Support;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>Graphs that suppress by themselves and transformers, through a session and against plain readings.</summary>
public sealed class EndToEndHeadSessionTests : SessionHarness
{
    private const int Width = 96, Height = 64, Rows = 30, Classes = 3;

    [Fact]
    public void Nms_RowsOfARealSuppression_EqualThePlainOneAndChangeInNumber()
    {
        foreach (string? named in new[] { null, "nms" })
        {
            float[] boxes = Corners(1, Rows), scores = HeadHarness.Numbers(2, Classes * Rows, 0.3f, 1);
            using DetectorAnalyzer analyzer = Load(RealSuppression(boxes, scores), Classes, named);
            Assert.Equal("nms", analyzer.Info.Head);
            HashSet<int> numbers = [];
            // The brightness of the picture scales the scores, so a brighter one shows more.
            foreach (byte gray in new byte[] { 255, 200, 0, 230 })
            {
                Observations seen = Analyze(analyzer, gray);
                List<PlainDecoding.Found> plain = Suppressed(boxes, [.. scores.Select(score => score * gray / 255)]);
                numbers.Add(seen.Detections.Count);
                if (plain.Count > 1)
                    AssertSame(plain, seen, analyzer.Info);
                else
                    Assert.Equal(plain.Count, seen.Detections.Count);
            }

            Assert.True(numbers.Count >= 3 && numbers.Contains(0), string.Join(", ", numbers));
        }
    }

    [Fact]
    public void Nms_SeparateOutputs_EqualPlainReading()
    {
        (float[] boxes, float[] scores, float[] classes) = Separate(3);
        OnnxModel model = new HeadGraph(Width, Height)
            .Output("boxes", [1, Rows, 4], boxes).Output("scores", [1, Rows], scores)
            .Output("labels", [1, Rows], classes, OnnxElementType.Int64).Output("number", [1, 1], [20], OnnxElementType.Int32).Build();
        AssertGives("nms", model, Classes, Plain(boxes, scores, classes, 20), suppressed: true);
    }

    [Theory]
    [InlineData("xyxy", 0)]
    [InlineData("xyxy-relative", 0)]
    [InlineData("yxyx", 1)]
    [InlineData("yxyx-relative", 1)]
    public void Nms_FloatOutputsThatTheCardNames_EqualPlainReading(string format, int firstClass)
    {
        (float[] boxes, float[] scores, float[] classes) = Separate(4);
        bool rowFirst = format.StartsWith("yxyx", StringComparison.Ordinal), relative = format.EndsWith("relative", StringComparison.Ordinal);
        float[] written = [.. Enumerable.Range(0, boxes.Length).Select(index => boxes[rowFirst ? index ^ 1 : index] / (!relative ? 1 : (rowFirst ? index + 1 : index) % 2 == 0 ? Width : Height))];
        OnnxModel model = new HeadGraph(Width, Height)
            .Output("num_detections", [1], [20]).Output("detection_classes", [1, Rows], [.. classes.Select(one => one + firstClass)])
            .Output("detection_scores", [1, Rows], scores).Output("detection_boxes", [1, Rows, 4], written).Build();
        string card = $"outputs: {{boxes: detection_boxes, scores: detection_scores, classes: detection_classes, number: num_detections, format: {format}, first-class: {firstClass}}}";
        AssertGives("nms", model, Classes, Plain(boxes, scores, classes, 20), card, suppressed: true);
    }

    [Fact]
    public void Nms_FloatOutputsWithoutNames_SaysWhatToWrite()
    {
        (float[] boxes, float[] scores, float[] classes) = Separate(5);
        OnnxModel model = new HeadGraph(Width, Height).Output("b", [1, Rows, 4], boxes).Output("s", [1, Rows], scores).Output("c", [1, Rows], classes).Build();
        Assert.Equal(
            "outputs 'b' float32[1, 30, 4], 's' float32[1, 30] and 'c' float32[1, 30] look like boxes, scores and classes, but the graph does not tell scores from classes; "
            + "write in the card e.g. 'outputs: {boxes: b, scores: s, classes: c, format: yxyx-relative, first-class: 1}' "
            + "(format: xyxy, xyxy-relative, yxyx or yxyx-relative; first-class: the number of the first label, 0 or 1)",
            ErrorOf(model, Classes));
        Assert.Contains("key 'outputs.scores': the card says 'scores', the graph gives 'b' float32[1, 30, 4], ", ErrorOf(model, Classes, more: "outputs: {boxes: b, scores: scores}"), StringComparison.Ordinal);
        Assert.Matches("outputs\\.format.*xywh.*one of xyxy, xyxy-relative, yxyx, yxyx-relative", ErrorOf(model, Classes, more: "outputs: {format: xywh}"));
    }

    [Theory]
    [InlineData(OnnxElementType.Int64)]
    [InlineData(OnnxElementType.Int32)]
    [InlineData(OnnxElementType.Float32)]
    public void RtDetr_WithTheSizeOfThePictureAsSecondInput_EqualsPlainReading(OnnxElementType type)
    {
        (float[] boxes, float[] scores, float[] classes) = Separate(6);
        float[] relative = [.. Enumerable.Range(0, boxes.Length).Select(index => boxes[index] / (index % 2 == 0 ? Width : Height))];
        var graph = new HeadGraph(Width, Height);
        OnnxGraphBuilder builder = graph.Builder;
        string sizes = builder.Input("orig_target_sizes", type, "pictures", 2);
        string floats = builder.Node("Cast", [sizes], ("to", 1));
        string four = builder.Node("Reshape", [builder.Node("Concat", [floats, floats], ("axis", 1)), builder.Initializer<long>([3], 1, 1, 4)]);
        OnnxModel model = graph
            .Output("labels", [1, Rows], classes, OnnxElementType.Int64)
            .Output("boxes", builder.Node("Mul", [graph.Value([1, Rows, 4], relative), four]), [1, Rows, 4])
            .Output("scores", [1, Rows], scores).Build();
        AssertGives("nms", model, Classes, Plain(boxes, scores, classes, Rows), suppressed: true);
    }

    [Fact]
    public void Load_TwoInputsOfTwoNumbers_IsAClearError()
    {
        (float[] boxes, float[] scores, float[] classes) = Separate(7);
        var graph = new HeadGraph(Width, Height);
        graph.Builder.Input("im_shape", OnnxElementType.Float32, 1, 2);
        graph.Builder.Input("scale_factor", OnnxElementType.Float32, 1, 2);
        OnnxModel model = graph.Output("b", [1, Rows, 4], boxes).Output("s", [1, Rows], scores).Output("c", [1, Rows], classes, OnnxElementType.Int64).Build();
        Assert.Equal(
            "model 'small.onnx': inputs 'im_shape', 'scale_factor' are two numbers each; expected at most one, which takes width and height of the picture",
            ErrorOf(model, Classes));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Detr_LogitsAndBoxes_EqualPlainDecoding(bool withNoObject)
    {
        int width = Classes + (withNoObject ? 1 : 0);
        float[] logits = HeadHarness.Numbers(8, Rows * width, -4, 4), boxes = HeadHarness.Numbers(9, Rows * 4, 0.2f, 0.8f);
        List<PlainDecoding.Found> expected = [];
        for (int query = 0; query < Rows; query++)
        {
            double[] own = [.. logits[(query * width)..((query + 1) * width)].Select(logit => (double)logit)];
            double sum = own.Sum(Math.Exp);
            float[] box = boxes[(query * 4)..((query + 1) * 4)];
            PlainDecoding.Keep(
                expected, query, [.. own[..Classes].Select(logit => (float)(withNoObject ? Math.Exp(logit) / sum : PlainHeads.Sigmoid(logit)))], Threshold,
                box[0] * (double)Width, box[1] * (double)Height, box[2] * (double)Width, box[3] * (double)Height);
        }

        var graph = new HeadGraph(Width, Height);
        OnnxModel model = graph.Output("logits", Attention(graph, logits, width), [1, Rows, width]).Output("boxes", [1, Rows, 4], boxes).Build();
        AssertGives("detr", model, Classes, expected, suppressed: true);
    }

    [Fact]
    public void Detr_BoxesAndProbabilitiesInOneOutput_EqualPlainReading()
    {
        const int width = 4 + Classes;
        float[] values = HeadHarness.Numbers(10, Rows * width, 0.1f, 1);
        List<PlainDecoding.Found> expected = [];
        foreach (float[] row in values.Chunk(width))
            PlainDecoding.Keep(expected, expected.Count, row[4..], Threshold, row[0] * (double)Width, row[1] * (double)Height, row[2] * (double)Width, row[3] * (double)Height);
        var graph = new HeadGraph(Width, Height);
        AssertGives("detr", graph.Output("out", Attention(graph, values, width), [1, Rows, width]).Build(), Classes, expected, suppressed: true);
    }

    [Fact]
    public void Analyze_HeadOfFixedSizeWhoseOutputChanges_IsAClearError()
    {
        // Rows for every pixel above a brightness: as many as cells when nothing is dark, fewer later.
        var graph = new HeadGraph(64, 64);
        OnnxGraphBuilder builder = graph.Builder;
        string all = graph.Value([1, 84, 6], HeadHarness.Numbers(11, 84 * 6, 0, 1));
        string ends = builder.Node("Reshape", [builder.Node("Sub", [builder.Initializer<long>([], 84), builder.Node("Cast", [graph.Mean], ("to", 7))]), builder.Initializer<long>([1], 1)]);
        string some = builder.Node("Slice", [all, builder.Initializer<long>([1], 0), ends, builder.Initializer<long>([1], 1)]);
        using DetectorAnalyzer analyzer = Load(graph.Output("out", some, null).Build(), 2, "yolov8");
        Assert.NotNull(Analyze(analyzer, gray: 0));
        string message = Assert.Throws<VideoDynException>(() => Analyze(analyzer, gray: 30)).Message;
        Assert.Equal("output 'out' changed its size at run time: 324 values, expected 84 x 6", message);
    }

    [Fact]
    public void Analyze_HundredThousandCandidates_KeepsTheBestAndSaysSo()
    {
        const int many = 100_000;
        var random = new Random(12);
        float[] values = [.. Enumerable.Range(0, many).SelectMany(_ =>
        {
            float x = random.NextSingle() * 60, y = random.NextSingle() * 40;
            return new[] { x, y, x + 20, y + 15, 0.6f + (0.3f * random.NextSingle()), random.Next(Classes) };
        })];
        values[(77_777 * 6) + 4] = 0.99f;
        using DetectorAnalyzer analyzer = Load(new HeadGraph(Width, Height).Output("out", [1, many, 6], values).Build(), Classes, "nms");

        Observations seen = Analyze(analyzer);

        Assert.True(seen.Truncated);
        Assert.Equal(300, seen.Detections.Count);
        Assert.Equal(0.99f, seen.Detections[0].Score);
    }

    [Fact]
    public void Analyze_ClassesBeyondTheLabelsAndBoxesWithoutArea_AreCountedNotReported()
    {
        float[] rows =
        [
            1, 2, 30, 40, 0.9f, 2, 1, 2, 30, 40, 0.9f, 3, 1, 2, 30, 40, 0.9f, -1, 5, 5, 5, 40, 0.9f, 0, 9, 9, 4, 4, 0.9f, 0,
            -30, -30, -2, -2, 0.9f, 0, 1, 2, 30, 40, float.NaN, 0,
        ];
        using DetectorAnalyzer analyzer = Load(new HeadGraph(Width, Height).Output("out", [1, 7, 6], rows).Build(), Classes, "nms");
        Observations seen = Analyze(analyzer);
        Assert.Equal(2, Assert.Single(seen.Detections).ClassId);
        Assert.Equal(6, seen.Malformed);
    }

    // A product with the unit matrix changes no number, and tells the recogniser that this is a transformer.
    private static string Attention(HeadGraph graph, float[] values, int width) => graph.Builder.Node(
        "MatMul",
        [
            graph.Value([1, Rows, width], values),
            graph.Builder.Initializer<float>([width, width], [.. Enumerable.Range(0, width * width).Select(index => index / width == index % width ? 1f : 0f)]),
        ]);

    private static (float[] Boxes, float[] Scores, float[] Classes) Separate(int seed) => (
        Corners(seed, Rows), HeadHarness.Numbers(seed + 50, Rows, 0.3f, 1), [.. Enumerable.Range(0, Rows).Select(row => (float)(row % Classes))]);

    private static float[] Corners(int seed, int rows)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, rows).SelectMany(_ =>
        {
            float x = random.NextSingle() * 60, y = random.NextSingle() * 40;
            return new[] { x, y, x + 5 + (random.NextSingle() * 30), y + 5 + (random.NextSingle() * 18) };
        })];
    }

    private static List<PlainDecoding.Found> Plain(float[] boxes, float[] scores, float[] classes, int number) =>
    [
        .. Enumerable.Range(0, number).Where(row => scores[row] >= Threshold)
            .Select(row => new PlainDecoding.Found(row, (int)classes[row], scores[row], boxes[row * 4], boxes[(row * 4) + 1], boxes[(row * 4) + 2], boxes[(row * 4) + 3])),
    ];

    private static List<PlainDecoding.Found> Suppressed(float[] boxes, float[] scores) => PlainDecoding.Suppress(
        from classId in Enumerable.Range(0, Classes)
        from row in Enumerable.Range(0, Rows)
        let score = scores[(classId * Rows) + row]
        where score >= Threshold
        select new PlainDecoding.Found((classId * Rows) + row, classId, score, boxes[row * 4], boxes[(row * 4) + 1], boxes[(row * 4) + 2], boxes[(row * 4) + 3]), 0.45);

    private static OnnxModel RealSuppression(float[] boxes, float[] scores)
    {
        var graph = new HeadGraph(Width, Height);
        OnnxGraphBuilder builder = graph.Builder;
        string brightness = builder.Node("Div", [graph.Mean, builder.Initializer<float>([], 255f)]);
        string all = builder.Node("Mul", [graph.Value([1, Classes, Rows], scores), brightness]);
        string places = graph.Value([1, Rows, 4], boxes);
        string chosen = builder.Node(
            "NonMaxSuppression",
            [places, all, builder.Initializer<long>([1], 100), builder.Initializer<float>([1], 0.45f), builder.Initializer<float>([1], 0.35f)]);
        string classes = Column(1), rows = Column(2);
        string index = builder.Node("Add", [builder.Node("Mul", [classes, builder.Initializer<long>([], Rows)]), rows]);
        string score = builder.Node("Gather", [builder.Node("Reshape", [all, builder.Initializer<long>([1], -1)]), index], ("axis", 0));
        string box = builder.Node("Gather", [builder.Node("Reshape", [places, builder.Initializer<long>([2], Rows, 4)]), rows], ("axis", 0));
        string table = builder.Node("Concat", [builder.Node("Reshape", [box, builder.Initializer<long>([2], -1, 4)]), Upright(score), Upright(builder.Node("Cast", [classes], ("to", 1)))], ("axis", 1));
        return graph.Output("found", builder.Node("Unsqueeze", [table, builder.Initializer<long>([1], 0)]), null).Build();

        string Column(long column) => builder.Node("Reshape", [builder.Node("Gather", [chosen, builder.Initializer<long>([1], column)], ("axis", 1)), builder.Initializer<long>([1], -1)]);

        string Upright(string list) => builder.Node("Reshape", [list, builder.Initializer<long>([2], -1, 1)]);
    }
}
