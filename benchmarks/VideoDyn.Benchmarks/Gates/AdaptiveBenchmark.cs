using System.Globalization;
using System.Text;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>
/// Gate <c>adaptive</c> against <c>change</c>: clips are shown again and again, as if they were long, and the agreement is
/// measured in the second half, when the loss has been moved. Exact however busy the machine is.
/// </summary>
internal static class AdaptiveBenchmark
{
    private const int Rounds = 10;
    private static readonly string[] s_plans = ["change", "adaptive:0.9", "adaptive:0.95", "adaptive:0.98"];

    public static void Run(Harness.BenchmarkOptions options)
    {
        Plan[] plans = [.. s_plans.SelectMany(PlanText.Parse)];
        var text = new StringBuilder("| clip | " + string.Join(" | ", s_plans.Select(plan => $"`{plan}`")) + " |\n| ---" + string.Concat(Enumerable.Repeat(" | ---:", s_plans.Length)) + " |\n");
        Console.Write(text);
        foreach (string path in GateClips.All())
            Console.Write(Row(new BenchOptions { Input = path, Model = GateClips.Model }, plans));
    }

    private static string Row(BenchOptions video, IReadOnlyList<Plan> plans)
    {
        (IReadOnlyList<Rehearsed> candidates, long dense, double seconds) =
            Rehearsal.Run(video, plans, _ => { }, CancellationToken.None, GateClips.AnswersOf(video.Input), Rounds);
        long half = (long)(seconds / 2 / video.Agreement.SegmentLength.TotalSeconds);
        var text = new StringBuilder($"| {Path.GetFileNameWithoutExtension(video.Input)}");
        foreach (Rehearsed candidate in candidates)
        {
            var agreement = AgreementMeasure.Over([.. candidate.Segments.Where(segment => segment.Index >= half).Select(segment => segment.Moving.Banded)], video.Agreement);
            double share = (double)(candidate.MacsByRound[^1] - candidate.MacsByRound[(Rounds / 2) - 1]) / dense * Rounds / (Rounds - (Rounds / 2));
            string value = agreement.Value is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : "undefined";
            text.Append(CultureInfo.InvariantCulture, $" | {share:P1} / {value}");
        }

        return text.Append(" |\n").ToString();
    }
}
