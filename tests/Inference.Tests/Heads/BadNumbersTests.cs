using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Inference.Tests.Heads;

/// <summary>What no network should give: every head drops it, counts it and goes on.</summary>
public sealed class BadNumbersTests
{
    private const int Classes = 3;
    private static readonly float[][] s_anchors = [[10, 13], [30, 61], [116, 90]];

    public static TheoryData<string, float> Cases
    {
        get
        {
            var cases = new TheoryData<string, float>();
            foreach (string head in HeadRegistry.Names.Append("yolov5-maps").Append("nms-outputs").Append("detr-two").Append("ssd-priors"))
            {
                foreach (float bad in new[] { float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.MaxValue })
                    cases.Add(head, bad);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Decode_SomeNumbersAreNone_OnlyFiniteBoxesOfKnownClassesRemain(string name, float bad)
    {
        (string head, HeadQuestion question) = Question(name);
        IDetectionHead made = HeadRegistry.Resolve("m.onnx", question, head).Match.Create();
        int clean = 0, dropped = 0;
        foreach (bool spoil in new[] { false, true })
        {
            var random = new Random(3);
            OutputTensor[] outputs = [.. question.Outputs.Select(output => new OutputTensor(output.Name, output.Shape, Values(output, spoil, random)))];
            var candidates = new CandidateBuffer(CandidateBuffer.DefaultCapacity, 0.05f);

            made.Decode(outputs, candidates);

            int malformed = 0;
            for (int slot = 0; slot < candidates.Count; slot++)
            {
                float[] numbers = [candidates.X1[slot], candidates.Y1[slot], candidates.X2[slot], candidates.Y2[slot], candidates.Scores[slot]];
                bool sound = numbers.All(float.IsFinite) && numbers[2] > numbers[0] && numbers[3] > numbers[1] && candidates.Classes[slot] is >= 0 and < Classes;
                malformed += sound ? 0 : 1;
            }

            Assert.Equal(0, malformed);
            (clean, dropped) = spoil ? (clean, candidates.Invalid) : (candidates.Count, dropped);
            // Suppression must survive whatever is left.
            Assert.InRange(new NonMaximumSuppression(CandidateBuffer.DefaultCapacity, Classes).Run(candidates, 0.45f).Length, 0, candidates.Count);
        }

        Assert.True(clean > 0, "the case has no candidate");
        if (float.IsNaN(bad))
            Assert.True(dropped > 0, "nothing was dropped");

        // Every fifth number is bad; whole numbers such as classes too.
        float[] Values(OutputShape output, bool spoil, Random random)
        {
            float[] values = new float[output.Shape.Aggregate(1L, (all, size) => all * size)];
            for (int index = 0; index < values.Length; index++)
                values[index] = spoil && random.Next(5) == 0 ? bad : IsClass(output, index) ? random.Next(Classes) : IsEnd(output, index) ? 40 + random.Next(9) : random.NextSingle();
            return values;
        }
    }

    // The class of a row of six, or a list of whole numbers.
    private static bool IsClass(OutputShape output, int index) =>
        output.Type == OnnxElementType.Int64 || (output.Shape[^1] == 6 && output.Shape.Length == 3 && index % 6 == 5);

    // The far edges of corners.
    private static bool IsEnd(OutputShape output, int index) =>
        (output.Shape[^1] == 6 && output.Shape.Length == 3 && index % 6 is 2 or 3) || (output.Shape[^1] == 4 && index % 4 >= 2);

    private static (string Head, HeadQuestion Question) Question(string name) => name switch
    {
        "yolox" => Make("yolox", [1, 84, 5 + Classes]),
        "yolov8" => Make("yolov8", [1, 4 + Classes, 84]),
        "yolov5" => Make("yolov5", [1, 252, 5 + Classes]),
        "yolov5-maps" => Make("yolov5", s_anchors, [1, 1, 8, 8, 5 + Classes], [1, 1, 4, 4, 5 + Classes], [1, 1, 2, 2, 5 + Classes]),
        "nms" => Make("nms", [1, 50, 6]),
        "nms-outputs" => (
            "nms",
            HeadHarness.Question(64, 64, Classes) with
            {
                Outputs = [new("b", OnnxElementType.Float32, [1, 50, 4]), new("s", OnnxElementType.Float32, [1, 50]), new("c", OnnxElementType.Int64, [1, 50])],
            }),
        "nanodet" => Make("nanodet", [1, 84, Classes + 32]),
        "fastestdet" => Make("fastestdet", [1, 5 + Classes, 4, 4]),
        "ssd" => Make("ssd", [1, 50, 4], [1, 50, 1 + Classes]),
        "ssd-priors" => Make("ssd", s_anchors, [1, 84, 4], [1, 84, 1 + Classes]),
        "detr" => Make("detr", [1, 50, 4 + Classes]),
        "detr-two" => Make("detr", [1, 50, Classes], [1, 50, 4]),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "a new head needs a case here"),
    };

    private static (string Head, HeadQuestion Question) Make(string head, params long[][] shapes) => (head, HeadHarness.Question(64, 64, Classes, shapes));

    private static (string Head, HeadQuestion Question) Make(string head, float[][] anchors, params long[][] shapes) =>
        (head, HeadHarness.Question(64, 64, Classes, shapes) with { Anchors = anchors });
}
