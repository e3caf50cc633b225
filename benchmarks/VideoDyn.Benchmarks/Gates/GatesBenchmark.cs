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
/// agreement are exact however busy the machine is. Clips come from VIDEODYN_DATA and samples/videos.
/// </summary>
internal static class GatesBenchmark
{
    private const double Wanted = 0.95;

    private static readonly string[] s_clips =
    [
        "one-by-one-person-detection", "street-vehicles", "retail-aisle-hevc", "dog-yard", "highway-traffic", "car-detection", "dashcam-lane", "handheld-bedroom", "coffee-pouring",
    ];

    private static readonly string[] s_scenes = ["plaza", "street", "pan", "dusk"];

    public static void Run(Harness.BenchmarkOptions options)
    {
        string data = Environment.GetEnvironmentVariable("VIDEODYN_DATA") ?? "../shared/data";
        string model = Path.Combine(data, "models", "yolox_nano.onnx");
        string[] paths =
        [
            .. s_clips.Select(name => Path.Combine(data, "videos", name + ".mp4")),
            .. s_scenes.Select(name => Path.Combine("samples", "videos", name + ".mp4")),
        ];
        Plan[] plans =
        [
            .. new[] { 2, 3, 4, 5, 6, 7, 8, 9, 10, 12 }.SelectMany(n => PlanText.Parse($"every-n:{n}")),
            .. PlanText.Parse("motion"),
            .. PlanText.Parse("change"),
            .. new[] { "0.02", "0.03", "0.05", "0.07" }.SelectMany(loss => PlanText.Parse($"change:loss={loss}")),
        ];
        string? only = Environment.GetEnvironmentVariable("VIDEODYN_GATES_CLIP"), text = Environment.GetEnvironmentVariable("VIDEODYN_GATES_PLANS");
        if (text is { Length: > 0 })
            plans = [.. text.Split(' ').SelectMany(PlanText.Parse)];
        foreach (string path in paths.Where(path => File.Exists(path) && (only is not { Length: > 0 } || only.Split(',').Contains(Path.GetFileNameWithoutExtension(path)))))
            Console.Write(Table(new BenchOptions { Input = path, Model = model }, plans));
    }

    // Trying a setting again needs no network where the answers were kept.
    private static string? AnswersOf(string clip) => Environment.GetEnvironmentVariable("VIDEODYN_ANSWERS") is { Length: > 0 } folder
        ? Path.Combine(folder, Path.GetFileNameWithoutExtension(clip) + ".answers")
        : null;

    private static string Table(BenchOptions video, IReadOnlyList<Plan> plans)
    {
        (IReadOnlyList<Rehearsed> candidates, long dense, double seconds) = Rehearsal.Run(video, plans, _ => { }, CancellationToken.None, AnswersOf(video.Input));
        (string Name, double Share, AgreementMeasure Agreement)[] rows =
        [
            .. candidates.Select(candidate => (
                candidate.Plan.Name,
                (double)candidate.Macs / dense,
                AgreementMeasure.Over([.. candidate.Segments.Select(segment => segment.Moving.Banded)], video.Agreement))),
        ];
        double rival = rows.Where(row => row.Name.StartsWith("every-n", StringComparison.Ordinal) && row.Agreement.Value >= Wanted)
            .Select(row => row.Share).DefaultIfEmpty(1).Min();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"\n## {Path.GetFileNameWithoutExtension(video.Input)}, {seconds:F0} s\n\n| gate | analyzed | agreement | less than best every-n |\n| --- | ---: | ---: | ---: |\n");
        foreach ((string name, double share, AgreementMeasure agreement) in rows)
        {
            string value = agreement.Value is { } known ? known.ToString("0.000", CultureInfo.InvariantCulture) : $"undefined ({agreement.Counts.Reference} boxes)";
            text.Append(CultureInfo.InvariantCulture, $"| {name} | {share:P1} | {value} | {rival / share:0.00} |\n");
        }

        return text.ToString();
    }
}
