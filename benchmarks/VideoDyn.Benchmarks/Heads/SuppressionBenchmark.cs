using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Inference.Heads;
using VideoDyn.Inference.Heads.Candidates;
using VideoDyn.Inference.Onnx;

namespace VideoDyn.Benchmarks.Heads;

/// <summary>
/// Decoding and suppression of the largest common output, 8,400 cells with 80 classes at 640x640, on pictures of few and of
/// very many objects; and of more candidates than the cap.
/// </summary>
internal static class SuppressionBenchmark
{
    private const int Cells = 8400;
    private const int Classes = 80;
    private const float Threshold = 0.35f;

    /// <summary>Measures and prints a table.</summary>
    public static void Run(BenchmarkOptions options)
    {
        Case[] cases = [new("20 objects", 20, Cells), new("200 objects", 200, Cells), new("every cell above the threshold", -1, Cells), new("100,000 candidates, capped at 30,000", -1, 100_000)];
        var timer = new InterleavedTimer();
        foreach (Case one in cases)
            timer.Add(one.Name, one.Run);
        TimingReport report = timer.Measure(options.Rounds);
        Console.WriteLine(report.ToMarkdown($"Candidates and suppression of {Cells} cells with {Classes} classes, threshold {Threshold.ToString(CultureInfo.InvariantCulture)}"));
        foreach (Case one in cases)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{one.Name}: {one.Candidates.Count} candidates, {one.Kept} kept, capped: {(one.Candidates.Truncated ? "flagged" : "no")}."));
        bool quick = report["20 objects"].Median < 1 && report["200 objects"].Median < 1;
        Console.WriteLine($"\nUnder 1 ms at the default threshold: {(quick ? "yes" : "NO")}; flagged beyond {CandidateBuffer.DefaultCapacity}: {(cases[^1].Candidates.Truncated ? "yes" : "NO")}.");
    }

    /// <summary>Objects of about ten neighbouring candidates each, or candidates everywhere.</summary>
    private sealed class Case
    {
        private readonly IDetectionHead _head;
        private readonly OutputTensor[] _outputs;
        private readonly NonMaximumSuppression _suppression = new(CandidateBuffer.DefaultCapacity, Classes);

        public Case(string name, int objects, int cells)
        {
            Name = name;
            long[] shape = [1, 4 + Classes, cells];
            _outputs = [new OutputTensor("out", shape, Values(objects, cells))];
            var question = new HeadQuestion
            {
                InputWidth = 640,
                InputHeight = 640,
                Outputs = [new OutputShape("out", OnnxElementType.Float32, shape)],
                Operators = new HashSet<string>(),
                LabelCount = Classes,
            };
            _head = HeadRegistry.Resolve(name, question, "yolov8").Match.Create();
        }

        public string Name { get; }

        public CandidateBuffer Candidates { get; } = new(CandidateBuffer.DefaultCapacity, Threshold);

        public int Kept { get; private set; }

        public void Run()
        {
            Candidates.Clear();
            _head.Decode(_outputs, Candidates);
            Kept = _suppression.Run(Candidates, 0.45f).Length;
        }

        private static float[] Values(int objects, int cells)
        {
            var random = new Random(1);
            float[] values = new float[(4 + Classes) * cells];
            for (int index = 4 * cells; index < values.Length; index++)
                values[index] = 0.05f * random.NextSingle();
            for (int cell = 0; cell < cells; cell++)
                Place(cell, 640 * random.NextSingle(), 640 * random.NextSingle(), 20 + (60 * random.NextSingle()), objects < 0 ? 0.4f + (0.5f * random.NextSingle()) : 0, random.Next(Classes));
            for (int one = 0; one < objects; one++)
            {
                (float x, float y, float size, int classId) = (640 * random.NextSingle(), 640 * random.NextSingle(), 20 + (60 * random.NextSingle()), random.Next(Classes));
                for (int copy = 0; copy < 10; copy++)
                    Place(random.Next(cells), x + random.NextSingle(), y + random.NextSingle(), size, 0.4f + (0.5f * random.NextSingle()), classId);
            }

            return values;

            void Place(int cell, float x, float y, float size, float score, int classId)
            {
                (values[cell], values[cells + cell], values[(2 * cells) + cell], values[(3 * cells) + cell]) = (x, y, size, size);
                if (score > 0)
                    values[((4 + classId) * cells) + cell] = score;
            }
        }
    }
}
