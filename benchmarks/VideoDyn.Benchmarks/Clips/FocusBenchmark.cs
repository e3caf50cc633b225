using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Focus;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>
/// Accuracy and wall-clock time a clip: the full-frame network beside focus models, with patches of the policy, in the middle
/// and by chance, per side of a patch. Writes <c>docs/benchmarks/focus.md</c>.
/// </summary>
/// <remarks>
/// Models: the folder <c>samples/models/glance-focus</c>, and those that <c>VIDEODYN_FOCUS_MODELS</c> lists, separated by colons.
/// The rival is <c>samples/models/clip-exit</c> without exits: the focus network's layers on whole frames.
/// </remarks>
internal static class FocusBenchmark
{
    private const int WarmUp = 4;

    public static void Run(BenchmarkOptions options)
    {
        IReadOnlyList<LabelledClip> clips = LabelledClips.Find();
        List<IDisposable> parts = [];
        var contest = new Contest();
        var full = new ModelVariant(Path.Combine("samples", "models", "clip-exit"), "clip.yaml", ("exit", "never"));
        ClipNetworks whole = ClipNetworks.Open(full.Folder);
        parts.AddRange([whole, full]);
        contest.Add("full frames", new ClipLabeller(whole).Exits);
        string[] folders = [Path.Combine("samples", "models", "glance-focus"), .. (Environment.GetEnvironmentVariable("VIDEODYN_FOCUS_MODELS") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries)];
        foreach (string folder in folders)
        {
            foreach (string patches in (string[])["policy", "centre", "random"])
                Add(contest, parts, folder, patches, null);
            foreach (string confidence in (string[])["0.9", "0.7"])
                Add(contest, parts, folder, "policy", confidence);
        }

        foreach (LabelledClip clip in Enumerable.Range(0, WarmUp).Select(index => clips[index % clips.Count]))
            Turn(contest, clip, whole.Model.Labels, counts: false);
        foreach (LabelledClip clip in clips)
            Turn(contest, clip, whole.Model.Labels, counts: true);
        Write(contest, clips);
        foreach (IDisposable part in parts)
            part.Dispose();
    }

    private static void Add(Contest contest, List<IDisposable> parts, string folder, string patches, string? confidence)
    {
        (string, string)[] changes = confidence is null
            ? [("patches", patches)]
            : [("patches", patches), ("thresholds", "{report: 0.5, confidence: " + confidence + "}")];
        var variant = new ModelVariant(folder, "focus.yaml", changes);
        FocusNetworks networks = FocusNetworks.Open(variant.Folder);
        parts.AddRange([networks, variant]);
        string exit = confidence is null ? "" : $", until {confidence}";
        contest.Add(string.Create(CultureInfo.InvariantCulture, $"patch {networks.Model.Patch}, {patches}{exit}"), new FocusLabeller(networks).Label);
    }

    private static void Turn(Contest contest, LabelledClip clip, IReadOnlyList<string> labels, bool counts)
    {
        List<FrameLease> frames = LabelledClips.Decode(clip.Path);
        contest.Turn(frames, labels.ToList().IndexOf(clip.Label), counts);
        foreach (FrameLease frame in frames)
            frame.Dispose();
    }

    private static void Write(Contest contest, IReadOnlyList<LabelledClip> clips)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Glance and focus on action clips

            {clips.Count} rendered clips of {clips.Select(clip => clip.Label).Distinct().Count()} actions (seed 9003: held out from training), labelled one by one with ten frames each. Every way works on the
            same decoded frames and takes its turn on each clip, in alternating order, on one thread, the best of three tries; time is preparation, networks and
            choice, without decoding. The rival is the focus network's layers on whole frames of 160x96 (`clip-exit` without exits). *Patch* is the side of
            the square that the focus network sees of them; *policy* is what the model learned, *centre* and *random* are what looking in the middle or
            anywhere gives with the same networks; *until* stops at that score. *Times as fast* is the median over the clips.

            Processor: {SummaryFile.Machine().Processor}

            `dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- focus`, with `VIDEODYN_FOCUS_MODELS=DIR:DIR:DIR` for patches other than the embedded
            model's 80, each made by `VIDEODYN_FOCUS_PATCH=SIDE training/train glance-focus --out DIR` from the same start with as many steps (1200), and
            `VIDEODYN_CLIPS=DIR` for clips that are rendered already (`videodyn synth --action ... --count 38 --size 320x192 --fps 10 --seed 9003`).

            | way | accuracy | frames a clip | ms a clip | times as fast | 95 % interval |
            |---|---:|---:|---:|---:|---|

            """);
        foreach (Contest.Score score in contest.Scores())
            text.Append(CultureInfo.InvariantCulture, $"| {score.Name} | {score.Accuracy:P1} | {score.Frames:F2} | {score.Milliseconds:F2} | {score.Faster.Median:F2} | {score.Faster.Low:F2} .. {score.Faster.High:F2} |\n");
        Directory.CreateDirectory(Path.Combine("docs", "benchmarks"));
        File.WriteAllText(Path.Combine("docs", "benchmarks", "focus.md"), text.ToString());
        Console.Write(text);
    }
}
