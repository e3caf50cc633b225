using System.Diagnostics;
using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Pipeline.Summary;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Sequences;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>
/// Accuracy and wall-clock time a clip: all frames, early exit, motion-guided and even choices of frames; a sequence that
/// looks at every step beside one that skips. Writes <c>docs/benchmarks/clips.md</c>.
/// </summary>
/// <remarks>Models: folders <c>VIDEODYN_CLIP_MODEL</c> and <c>VIDEODYN_SEQUENCE_MODEL</c>, else those of the repository.</remarks>
internal static class ClipsBenchmark
{
    private const int WarmUp = 4;

    public static void Run(BenchmarkOptions options)
    {
        IReadOnlyList<LabelledClip> clips = LabelledClips.Find();
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # Early exit and skipping on action clips

            {clips.Count} rendered clips of {clips.Select(clip => clip.Label).Distinct().Count()} actions (2 to 4 s, seed 9003: held out from training), labelled one by one. Every way works on
            the same decoded frames and takes its turn on each clip, in alternating order, on one thread, the best of three tries; time
            is preparation, networks and choice, without decoding, which is the same for all and stands below. *Frames* are those
            looked at. *Times as fast* is the median over the clips.

            Processor: {SummaryFile.Machine().Processor}

            `dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- clips`


            """);
        double decode = 0;
        string clipFolder = Environment.GetEnvironmentVariable("VIDEODYN_CLIP_MODEL") ?? Path.Combine("samples", "models", "clip-exit");
        string sequenceFolder = Environment.GetEnvironmentVariable("VIDEODYN_SEQUENCE_MODEL") ?? Path.Combine("samples", "models", "skip-gru");
        if (Directory.Exists(clipFolder))
            Clips(text, clips, clipFolder, out decode);
        if (Directory.Exists(sequenceFolder))
            Sequences(text, clips, sequenceFolder, ref decode);
        text.Append(CultureInfo.InvariantCulture, $"Decoding takes {decode:F2} ms a clip, all frames.\n");
        RealClips(text, clipFolder, sequenceFolder);
        if (Directory.Exists(clipFolder))
            DecodedClips.Write(text, clipFolder);
        Directory.CreateDirectory(Path.Combine("docs", "benchmarks"));
        File.WriteAllText(Path.Combine("docs", "benchmarks", "clips.md"), text.ToString());
        Console.Write(text);
    }

    private static void Clips(StringBuilder text, IReadOnlyList<LabelledClip> clips, string folder, out double decode)
    {
        using var all = new ModelVariant(folder, "clip.yaml", ("exit", "never"));
        using var byScore = new ModelVariant(folder, "clip.yaml", ("exit", "confidence"));
        using ClipNetworks dense = ClipNetworks.Open(all.Folder), exits = ClipNetworks.Open(folder), scores = ClipNetworks.Open(byScore.Folder);
        ClipLabeller whole = new(dense), early = new(exits), confident = new(scores), chosen = new(dense);
        var contest = new Contest();
        contest.Add("all frames", whole.Exits);
        contest.Add("early exit, gate", early.Exits);
        contest.Add("early exit, score", confident.Exits);
        for (int wanted = 1; wanted <= 6; wanted++)
        {
            int count = wanted;
            contest.Add($"even, {count}", frames => chosen.Uniform(frames, count));
            contest.Add($"by motion, {count}", frames => chosen.ByMotion(frames, count));
        }

        decode = Play(contest, clips, dense.Model.Labels);
        Table(text, $"Clip model `{exits.Model.Name}`: {exits.Model.Frames} frames a clip", contest);
    }

    private static void Sequences(StringBuilder text, IReadOnlyList<LabelledClip> clips, string folder, ref double decode)
    {
        using SequenceNetworks learned = SequenceNetworks.Open(folder);
        string mode(string rest) => "{mode: " + rest + "}";
        using var always = new ModelVariant(folder, "sequence.yaml", ("update", mode("always")));
        using var blind = new ModelVariant(folder, "sequence.yaml", ("wake", "0"));
        using SequenceNetworks every = SequenceNetworks.Open(always.Folder), unwoken = SequenceNetworks.Open(blind.Folder);
        var contest = new Contest();
        contest.Add("every step", new SequenceLabeller(every).Label);
        contest.Add("skipping", new SequenceLabeller(learned).Label);
        contest.Add("skipping, never woken", new SequenceLabeller(unwoken).Label);
        List<IDisposable> parts = [];
        foreach (int period in (int[])[2, 3, 4, 6])
        {
            string groups = string.Create(CultureInfo.InvariantCulture, $"clocked, groups: [[{learned.Units}, {period}]]");
            var variant = new ModelVariant(folder, "sequence.yaml", ("update", mode(groups)), ("wake", "0"));
            SequenceNetworks networks = SequenceNetworks.Open(variant.Folder);
            parts.AddRange([networks, variant]);
            contest.Add($"every {period}. step", new SequenceLabeller(networks).Label);
        }

        decode = Math.Max(decode, Play(contest, clips, learned.Model.Labels));
        Table(text, $"Sequence model `{learned.Model.Name}`: {learned.Model.StepsPerSecond:0.#} steps a second", contest);
        foreach (IDisposable part in parts)
            part.Dispose();
    }

    // Returns the time to decode a clip.
    private static double Play(Contest contest, IReadOnlyList<LabelledClip> clips, IReadOnlyList<string> labels)
    {
        double decode = 0;
        for (int index = -WarmUp; index < clips.Count; index++)
        {
            LabelledClip clip = clips[Math.Abs(index) % clips.Count];
            long began = Stopwatch.GetTimestamp();
            List<FrameLease> frames = LabelledClips.Decode(clip.Path);
            if (index >= 0)
                decode += Stopwatch.GetElapsedTime(began).TotalMilliseconds;
            contest.Turn(frames, labels.ToList().IndexOf(clip.Label), index >= 0);
            foreach (FrameLease frame in frames)
                frame.Dispose();
        }

        return decode / clips.Count;
    }

    private static void Table(StringBuilder text, string title, Contest contest)
    {
        text.Append(CultureInfo.InvariantCulture, $"## {title}\n\n| way | accuracy | frames a clip | ms a clip | times as fast | 95 % interval |\n|---|---:|---:|---:|---:|---|\n");
        foreach (Contest.Score score in contest.Scores())
            text.Append(CultureInfo.InvariantCulture, $"| {score.Name} | {score.Accuracy:P1} | {score.Frames:F2} | {score.Milliseconds:F2} | {score.Faster.Median:F2} | {score.Faster.Low:F2} .. {score.Faster.High:F2} |\n");
        text.Append('\n');
    }

    // What they say means nothing for models of other actions; that they run and how much they look at does.
    private static void RealClips(StringBuilder text, string clipFolder, string sequenceFolder)
    {
        string folder;
        try
        {
            folder = Path.GetDirectoryName(BenchmarkData.Clip(Path.Combine("asl", "again.mkv")))!;
        }
        catch (FileNotFoundException)
        {
            return;
        }

        if (!Directory.Exists(clipFolder) || !Directory.Exists(sequenceFolder))
            return;
        using ClipNetworks clips = ClipNetworks.Open(clipFolder);
        using SequenceNetworks sequence = SequenceNetworks.Open(sequenceFolder);
        ClipLabeller labeller = new(clips);
        SequenceLabeller follower = new(sequence);
        text.Append("\n## Real video\n\nSigns of the American Sign Language, which neither model was made for: that they run, and how much they look at.\n\n");
        text.Append("| clip | frames | looked at by the clip model | looked at by the sequence model |\n|---|---:|---:|---:|\n");
        foreach (string path in Directory.GetFiles(folder, "*.mkv").Order(StringComparer.Ordinal))
        {
            List<FrameLease> frames = LabelledClips.Decode(path);
            text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(path)} | {frames.Count} | {labeller.Exits(frames).Frames} of {clips.Model.Frames} | {follower.Label(frames).Frames} |\n");
            foreach (FrameLease frame in frames)
                frame.Dispose();
        }
    }
}
