using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Evaluation.Segmentation;
using VideoDyn.Pipeline;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>Segmenters on real clips: <c>--region blocks</c> at its defaults, every frame's class map against the dense one.</summary>
internal static class SegmenterBenchmark
{
    private static readonly (string Model, string Clip)[] s_pairs =
    [
        ("deeplabv3_mobilenet_257.onnx", "one-by-one"), ("deeplabv3_mobilenet_257.onnx", "street-vehicles"),
        ("deeplabv3_mobilenet_257.onnx", "dog-yard"), ("deeplabv3_mobilenet_257.onnx", "handheld-bedroom"),
        ("twinlitenet_360x640.onnx", "highway-traffic"), ("twinlitenet_360x640.onnx", "dashcam-lane"),
    ];

    public static void Run(BenchmarkOptions options)
    {
        Console.WriteLine("### Segmenters, 1 thread");
        Console.WriteLine();
        Console.WriteLine("| model | clip | frames | active share | share of MACs | full passes | mIoU, classes of at least 1 % of the pixels | mIoU, every class | equal pixels | factor over dense, analysis | factor, decode and all |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---:|---:|---:|---|---|");
        foreach ((string model, string name) in s_pairs)
            Row(model, BlockClip.All.First(clip => clip.Name == name), options);
        Console.WriteLine();
    }

    private static void Row(string model, BlockClip clip, BenchmarkOptions options)
    {
        AnalysisOptions dense = clip.Options(model) with { Confidence = null };
        using (var trial = new Race(("dense", dense), ("blocks", dense with { Region = "blocks" })))
            trial.Run(1);
        using var race = new Race(("dense", dense), ("blocks", dense with { Region = "blocks" }));
        var meter = new SegmentationMeter(race.Dense.Session.Analyzer.Info.Labels.Count);
        long[] pixels = new long[256];
        Lane blocks = race.Lanes[1];
        race.Run(options.Rounds, () =>
        {
            for (int frame = 0; frame < blocks.Maps.Count; frame++)
            {
                meter.Add(race.Dense.Maps[frame], blocks.Maps[frame]);
                foreach (byte classId in race.Dense.Maps[frame])
                    pixels[classId]++;
            }
        });
        // A class that covers a handful of pixels weighs as much as the background in a mean over classes.
        double? ofLarge = Enumerable.Range(0, race.Dense.Session.Analyzer.Info.Labels.Count)
            .Where(classId => pixels[classId] >= 0.01 * pixels.Sum()).Average(meter.IntersectionOverUnion);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {Path.GetFileNameWithoutExtension(model)} | {clip.Name} | {blocks.Boxes.Count} | {blocks.ActiveShare:F3} | {blocks.Totals.ExecutedShareSum / blocks.Totals.Analyzed:F3} | {blocks.Totals.FullPasses} | {ofLarge:F3} | {meter.MeanIntersectionOverUnion:F3} | {meter.PixelAccuracy:F4} | {race.Factor(blocks, false)} | {race.Factor(blocks, true)} |"));
    }
}
