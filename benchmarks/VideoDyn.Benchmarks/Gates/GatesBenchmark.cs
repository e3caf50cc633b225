using System.Globalization;
using System.Text;
using VideoDyn.Bench.Plans;
using VideoDyn.Bench.Running;
using VideoDyn.Bench.Tuning;
using VideoDyn.Core.Plans;
using VideoDyn.Evaluation.Agreement;

namespace VideoDyn.Benchmarks.Gates;

/// <summary>
/// The trade-off of every gate on every clip: share of analyzed frames against agreement with dense. Each clip is decoded
/// and analyzed once; every gate has a tracker of its own and is given the dense answer where it asks for one. Shares and
/// agreement are exact however busy the machine is. VIDEODYN_GATES_PLANS names other gates, separated by blanks.
/// </summary>
internal static class GatesBenchmark
{
    private const double Wanted = 0.95;

    public static void Run(Harness.BenchmarkOptions options)
    {
        Plan[] plans =
        [
            .. new[] { 2, 3, 4, 5, 6, 7, 8, 9, 10, 12 }.SelectMany(n => PlanText.Parse($"every-n:{n}")),
            .. PlanText.Parse("motion"),
            .. PlanText.Parse("change"),
            .. new[] { "0.02", "0.03", "0.05", "0.07" }.SelectMany(loss => PlanText.Parse($"change:loss={loss}")),
        ];
        plans = [.. plans, .. OracleGate.Prices.Select(price => new Plan { Name = OracleGate.NameOf(price), Gate = OracleGate.NameOf(price) })];
        if (Environment.GetEnvironmentVariable("VIDEODYN_GATES_PLANS") is { Length: > 0 } text)
            plans = [.. text.Split(' ').SelectMany(plan => OracleGate.Create(plan) is null ? PlanText.Parse(plan) : [new Plan { Name = plan, Gate = plan }])];
        string[] columns = [.. plans.Select(plan => plan.Name).Where(name => !name.StartsWith("every-n", StringComparison.Ordinal))];
        var overview = new StringBuilder($"\n## All clips\n\n| clip | best `every-n` at {Wanted} | {string.Join(" | ", columns.Select(name => $"`{name}`"))} |\n| --- | ---{string.Concat(columns.Select(_ => " | ---"))} |\n");
        foreach (string path in GateClips.All())
            Console.Write(Table(new BenchOptions { Input = path, Model = GateClips.Model }, plans, overview));
        Console.Write(overview);
    }

    private static string Table(BenchOptions video, IReadOnlyList<Plan> plans, StringBuilder overview)
    {
        (IReadOnlyList<Rehearsed> candidates, long dense, double seconds) = Rehearsal.Run(video, plans, _ => { }, CancellationToken.None, GateClips.AnswersOf(video.Input), others: OracleGate.Create);
        (string Name, double Share, AgreementMeasure Agreement)[] rows =
        [
            .. candidates.Select(candidate => (
                candidate.Plan.Name,
                (double)candidate.Macs / dense,
                AgreementMeasure.Over([.. candidate.Segments.Select(segment => segment.Moving.Banded)], video.Agreement))),
        ];
        double rival = rows.Where(row => row.Name.StartsWith("every-n", StringComparison.Ordinal) && row.Agreement.Value >= Wanted)
            .Select(row => row.Share).DefaultIfEmpty(1).Min();
        Overview(overview, Path.GetFileNameWithoutExtension(video.Input), rows);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## {Path.GetFileNameWithoutExtension(video.Input)}, {seconds:F0} s\n\n| gate | analyzed | agreement | less than best every-n |\n| --- | ---: | ---: | ---: |\n");
        foreach ((string name, double share, AgreementMeasure agreement) in rows)
        {
            string value = agreement.Value is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : $"undefined ({agreement.Counts.Reference} boxes)";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {share:P1} | {value} | {rival / share:0.00} |\n");
        }

        foreach (Rehearsed candidate in candidates.Where(candidate => candidate.Plan.Gate.StartsWith("change", StringComparison.Ordinal)))
        {
            IEnumerable<string> reasons = candidate.Decisions.OrderByDescending(entry => entry.Value).Select(entry => $"{entry.Key.Outcome} {entry.Key.Reason} {entry.Value}");
            text.Append(CultureInfo.InvariantCulture, $"\n{candidate.Plan.Name}: {string.Join(", ", reasons)}\n");
        }

        return text.ToString();
    }

    // One line a clip: the best every-n that keeps the wanted agreement, and what every other gate does.
    private static void Overview(StringBuilder overview, string clip, IReadOnlyList<(string Name, double Share, AgreementMeasure Agreement)> rows)
    {
        (string Name, double Share, AgreementMeasure Agreement)? best = rows
            .Where(row => row.Name.StartsWith("every-n", StringComparison.Ordinal) && row.Agreement.Value >= Wanted)
            .OrderBy(row => row.Share).Select(row => ((string, double, AgreementMeasure)?)row).FirstOrDefault();
        overview.Append(CultureInfo.InvariantCulture, $"| {clip} | {(best is { } rival ? $"{rival.Name} {Cell(rival)}" : "none: 100.0%")}");
        foreach ((string Name, double Share, AgreementMeasure Agreement) row in rows.Where(row => !row.Name.StartsWith("every-n", StringComparison.Ordinal)))
            overview.Append(CultureInfo.InvariantCulture, $" | {Cell(row)} ({(best?.Share ?? 1) / row.Share:0.00})");
        overview.Append(" |\n");
    }

    private static string Cell((string Name, double Share, AgreementMeasure Agreement) row) =>
        string.Create(CultureInfo.InvariantCulture, $"{row.Share:P1} / {(row.Agreement.Value is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "undefined")}");
}
