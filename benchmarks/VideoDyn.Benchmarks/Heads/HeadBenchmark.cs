using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Benchmarks.Heads;

/// <summary>
/// Post-processing of every shared model as a share of its inference, on frames of a busy street: the models take turns
/// frame by frame, and the share is taken within each frame. Detectors run with the weak detections that trackers ask for.
/// </summary>
internal static class HeadBenchmark
{
    /// <summary>Measures and prints a table.</summary>
    public static void Run(BenchmarkOptions options)
    {
        string clip = BenchmarkData.Clip("street-vehicles.mp4");
        string folder = Path.GetDirectoryName(BenchmarkData.Model("yolox_nano.onnx"))!;
        List<(string Name, IAnalyzer Analyzer, Observations Seen, List<double> Inference, List<double> Share)> models = [];
        foreach (string path in Directory.GetFiles(folder, "*.onnx").Order(StringComparer.Ordinal))
        {
            // Models of other trades (sound, vectors of crops) have no card for frames.
            var model = new ModelOptions { ModelPath = path, WeakConfidence = FrameTracker.WeakScore };
            if (ModelInspection.Of(model).Missing.Count == 0 && TryLoad(model) is { } analyzer)
                models.Add((Path.GetFileName(path), analyzer, new Observations(), [], []));
        }

        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions { Start = TimeSpan.FromSeconds(15) }, new FrameLedger(), CancellationToken.None);
        for (int round = -3; round < options.Rounds && source.Read(out FrameLease? frame, CancellationToken.None) == FrameReadStatus.Frame; round++)
        {
            using (frame)
            {
                foreach ((_, IAnalyzer analyzer, Observations seen, List<double> inference, List<double> share) in models)
                {
                    seen.Clock.Reset();
                    analyzer.Analyze(frame!, RegionPlan.Dense, seen);
                    double milliseconds = seen.Clock.Wall(Stage.Inference).TotalMilliseconds;
                    if (round < 0)
                        continue;
                    inference.Add(milliseconds);
                    share.Add(seen.Clock.Wall(Stage.Postprocess).TotalMilliseconds / milliseconds);
                }
            }
        }

        Console.WriteLine($"### Post-processing of every shared model, {Path.GetFileName(clip)} from second 15 on, 1 thread\n");
        Console.WriteLine("| model | task | head | inference ms | post-processing / inference |");
        Console.WriteLine("|---|---|---|---:|---:|");
        foreach ((string name, IAnalyzer analyzer, _, List<double> inference, List<double> share) in models)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"| {name} | {analyzer.Info.Task} | {analyzer.Info.Head} | {Median(inference):F2} | {Median(share):P2} |"));
            analyzer.Dispose();
        }

        double[] detectors = [.. models.Where(model => model.Analyzer.Info.Task == AnalysisTask.Detect).Select(model => Median(model.Share))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"\nPost-processing below 5 % of inference on every one of {detectors.Length} detectors: {(detectors.All(share => share < 0.05) ? "yes" : "NO")}, at most {detectors.Max():P2}.\n"));
        SuppressionBenchmark.Run(options);
    }

    private static IAnalyzer? TryLoad(ModelOptions options)
    {
        try
        {
            return ModelAnalyzer.Load(options, new FrameTensorizer());
        }
        catch (Core.Errors.VideoDynException)
        {
            return null;
        }
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
