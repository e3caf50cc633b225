using System.Globalization;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Suite;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>
/// Every plan of <c>benchmarks/rules.yaml</c> beside dense on every clip of the suite, in turns of 25 frames, as one finished table:
/// processor time, multiply-adds and agreement. A round is a turn.
/// </summary>
internal static class RulesBenchmark
{
    /// <summary>The plans of the file.</summary>
    public static IReadOnlyList<Plan> Plans => PlanFile.Read(Path.Combine("benchmarks", "rules.yaml"));

    public static void Run(BenchmarkOptions options)
    {
        Plan[] plans = [.. Plans.Where(plan => options.Wants(plan.Name))];
        SuiteFile suite = SuiteFile.Read(Path.Combine("benchmarks", "suite.yaml"), ".", BenchmarkData.Folder);
        Console.WriteLine($"| clip | frames | {string.Join(" | ", plans.Select(plan => plan.Name))} |");
        Console.WriteLine($"|---|---:|{string.Concat(plans.Select(_ => "---|"))}");
        var totals = plans.Select(_ => new Total()).ToArray();
        long frames = 0;
        foreach (BenchOptions clip in suite.Videos)
            frames += Row(clip, plans, totals, options.Rounds);
        Console.WriteLine($"| **all** | {frames} | {string.Join(" | ", totals.Select(total => total.ToString()))} |");
        foreach (string missing in suite.Missing)
            Console.WriteLine($"missing: {missing}");
    }

    private static long Row(BenchOptions clip, Plan[] plans, Total[] totals, int rounds)
    {
        var dense = new AnalysisOptions { Input = clip.Input, Model = clip.Model, Confidence = 0.25f, Tracker = TrackerNames.None };
        using Race race = new([("dense", dense), .. plans.Select(plan => (plan.Name, dense with { Region = plan.Region }))]);
        race.Run(rounds);
        Lane[] lanes = race.Lanes[1..];
        int frames = lanes.Append(race.Dense).Min(lane => lane.Boxes.Count);
        var cells = new List<string>();
        foreach ((Lane lane, Total total) in lanes.Zip(totals))
        {
            var meter = new AgreementMeter(race.Dense.Session.Analyzer.Info.Labels, AgreementOptions.Default);
            for (int frame = 0; frame < frames; frame++)
                meter.Add(race.Dense.Times[frame], race.Dense.Boxes[frame], lane.Boxes[frame]);
            double macs = (double)lane.Totals.Macs / race.Dense.Session.Analyzer.Info.DenseMacs;
            (double own, double theirs) = (lane.Slices.Sum(slice => slice.All), race.Dense.Slices.Sum(slice => slice.All));
            cells.Add(Cell(own / theirs, macs / lane.Boxes.Count, meter.Report().Agreement));
            total.Add(own, theirs, macs, lane.Boxes.Count, meter.Segments.Select(segment => segment.Moving.Banded));
        }

        Console.WriteLine($"| {Path.GetFileNameWithoutExtension(clip.Input)} | {frames} | {string.Join(" | ", cells)} |");
        return frames;
    }

    private static string Cell(double time, double macs, AgreementMeasure agreement) => string.Create(
        CultureInfo.InvariantCulture, $"{time:P0} / {macs:P0} / {agreement.Value?.ToString("F3", CultureInfo.InvariantCulture) ?? "-"}");

    // What a plan cost on all clips together.
    private sealed class Total
    {
        private readonly List<MatchCounts> _segments = [];
        private double _own;
        private double _dense;
        private double _macs;
        private long _frames;

        public void Add(double own, double dense, double macs, int frames, IEnumerable<MatchCounts> segments)
        {
            _own += own;
            _dense += dense;
            _macs += macs;
            _frames += frames;
            _segments.AddRange(segments);
        }

        public override string ToString() => Cell(_own / _dense, _macs / _frames, AgreementMeasure.Over(_segments));
    }
}
