using System.Globalization;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>
/// Detectors on the real clips: <c>--region blocks</c> at its defaults beside dense by ONNX Runtime and beside the rivals
/// at equal time, which are every n-th frame and, where the model allows it, a lower input resolution.
/// </summary>
internal static class DetectorBenchmark
{
    private const int WarmUpSlices = 3;

    public static void Run(BenchmarkOptions options)
    {
        Table("yolox_nano.onnx", "yolox_nano_dynamic.onnx", 416, options);
        Table("nanodet_m_320.onnx", null, 320, options);
    }

    private static void Table(string model, string? dynamicModel, int size, BenchmarkOptions options)
    {
        Console.WriteLine(FormattableString.Invariant($"### {Path.GetFileNameWithoutExtension(model)} at {size}x{size}, 1 thread"));
        Console.WriteLine();
        Console.WriteLine("| clip | plan | frames | active share | share of MACs | full passes | agreement | factor over dense, analysis | factor, decode and all | ms per frame: signal + policy + pre-processing + inference | goal |");
        Console.WriteLine("|---|---|---:|---:|---:|---:|---|---|---|---|---|");
        foreach (BlockClip clip in BlockClip.All)
        {
            AnalysisOptions dense = clip.Options(model);
            AnalysisOptions blocks = dense with { Region = "blocks" };
            using Race race = new([("dense", dense), ("blocks", blocks), .. Rivals(clip, dense, blocks, dynamicModel, size)]);
            race.Run(options.Rounds);
            foreach (Lane lane in race.Lanes)
                Row(clip, race, lane, lane.Name == "blocks" && dynamicModel is not null ? FormattableString.Invariant($"{clip.Floor} / {clip.Aim}") : "");
        }

        Console.WriteLine();
    }

    // A short race of dense and blocks alone warms everything up and tells what equal time means on this clip.
    private static List<(string Name, AnalysisOptions Options)> Rivals(
        BlockClip clip, AnalysisOptions dense, AnalysisOptions blocks, string? dynamicModel, int size)
    {
        using var trial = new Race(("dense", dense), ("blocks", blocks));
        trial.Run(WarmUpSlices);
        double factor = trial.FactorOf(trial.Lanes[1]);
        int n = Math.Max(2, (int)Math.Round(factor));
        List<(string, AnalysisOptions)> rivals = [($"every-n:{n}", dense with { Gate = $"every-n:{n}" })];
        if (dynamicModel is not null)
        {
            int smaller = Math.Clamp(32 * (int)Math.Round(size / Math.Sqrt(factor) / 32), 96, size - 32);
            rivals.Add(($"{smaller}x{smaller}", clip.Options(dynamicModel) with { InputSize = $"{smaller}x{smaller}" }));
        }

        return rivals;
    }

    private static void Row(BlockClip clip, Race race, Lane lane, string goal)
    {
        var meter = new AgreementMeter(race.Dense.Session.Analyzer.Info.Labels, AgreementOptions.Default);
        for (int frame = 0; frame < Math.Min(lane.Boxes.Count, race.Dense.Boxes.Count); frame++)
            meter.Add(race.Dense.Times[frame], race.Dense.Boxes[frame], lane.Boxes[frame]);
        bool isDense = lane == race.Dense;
        double macs = (double)lane.Totals.Macs / Math.Max(lane.Totals.Frames, 1) / race.Dense.Session.Analyzer.Info.DenseMacs;
        string milliseconds = string.Join(" + ", Lane.Compared.Select(stage => lane.Milliseconds(stage).ToString("F2", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {clip.Name} | {lane.Name} | {lane.Boxes.Count} | {lane.ActiveShare:F3} | {macs:F3} | {(lane.Name == "blocks" ? lane.Totals.FullPasses : 0)} | {(isDense ? "" : meter.Report().Agreement)} | {(isDense ? "1" : race.Factor(lane, false))} | {(isDense ? "1" : race.Factor(lane, true))} | {milliseconds} | {goal} |"));
    }
}
