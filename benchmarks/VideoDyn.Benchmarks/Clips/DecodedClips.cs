using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Ledger;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Running;
using VideoDyn.Pipeline.Summary;

namespace VideoDyn.Benchmarks.Clips;

/// <summary>How many pictures of real recordings are decoded for a clip model, and what that saves; every answer is the same.</summary>
internal static class DecodedClips
{
    private const int Repeats = 3;

    private static readonly string[] s_clips =
    [
        "asl/again.mkv", "asl/book.mkv", "asl/eat.mkv", "asl/walk.mkv", "one-by-one-person-detection.mp4", "retail-aisle-hevc.mp4", "dog-yard.mp4",
        "highway-traffic.mp4", "street-vehicles.mp4", "dashcam-lane.mp4",
    ];

    /// <summary>Prints the table alone, of the embedded model.</summary>
    public static void Run(BenchmarkOptions options)
    {
        var text = new StringBuilder();
        Write(text, Path.Combine("samples", "models", "clip-exit"));
        Console.Write(text);
    }

    /// <summary>Adds the table.</summary>
    /// <param name="text">Where.</param>
    /// <param name="folder">Folder of a clip model.</param>
    public static void Write(StringBuilder text, string folder)
    {
        text.Append("""

            ## Decoding what is looked at

            Whole runs with the clip model alone, `--decode all` beside `--decode needed`: pictures decoded, and processor time of the process, decoding included,
            in turns, the best of three. *Instants* are the frames that the model could look at, *looked at* those that it did. Answers are compared, not
            assumed: all are the same. *No exits* is the same with every frame of every clip looked at.

            | clip | codec | pictures | instants | looked at | decoded | decoded, no exits | processor time, all over needed |
            |---|---|---:|---:|---:|---:|---:|---:|

            """);
        using var whole = new ModelVariant(folder, "clip.yaml", ("exit", "never"));
        foreach (string clip in s_clips)
            Row(text, BenchmarkData.Clip(clip), folder, whole.Folder);
        text.Append("""

            What is decoded beyond what is looked at are pictures that others refer to: about 41 % of the first eight clips, all of the last two. An early
            answer spares more only where a new start (an IDR picture) lies before the next clip's first instant, as on dashcam-lane with one every
            28 frames. A clip looks first at its middle, so that its first half has to be there before anybody knows whether it is needed; frames are
            not decoded twice to find out.

            """);
    }

    private static void Row(StringBuilder text, string clip, string folder, string whole)
    {
        Outcome dense = Run(clip, folder, DecodeNames.All), spared = Run(clip, folder, DecodeNames.Needed);
        (double all, double needed) = (dense.Seconds, spared.Seconds);
        for (int repeat = 1; repeat < Repeats; repeat++)
        {
            all = Math.Min(all, Run(clip, folder, DecodeNames.All).Seconds);
            needed = Math.Min(needed, Run(clip, folder, DecodeNames.Needed).Seconds);
        }

        if (!dense.Actions.Spans.SequenceEqual(spared.Actions.Spans) || dense.Actions.FramesUsed != spared.Actions.FramesUsed)
            throw new InvalidOperationException($"{clip}: answers differ by what is decoded");
        Outcome never = Run(clip, whole, DecodeNames.Needed);
        double pictures = dense.Ledger.Received;
        text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(clip)} | {dense.Codec} | {pictures} | {never.Actions.Runs} | {spared.Actions.Runs} | {spared.Ledger.Decoded / pictures:P0} | {never.Ledger.Decoded / pictures:P0} | {all / needed:0.00} |\n");
        Console.Error.WriteLine(clip);
    }

    private static Outcome Run(string clip, string folder, string decode)
    {
        using AnalysisSession session = AnalysisSession.Open(new AnalysisOptions { Input = clip, Model = "", ClipModel = folder, Decode = decode });
        StreamRun run = session.CreateRun();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        run.Run(CancellationToken.None);
        session.Actions!.Complete(run.Clock);
        double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        return new Outcome(session.Actions.Summarize()[0], session.Source.Ledger.Snapshot(), session.Source.Info.Codec, seconds);
    }

    private sealed record Outcome(ActionSummary Actions, LedgerSnapshot Ledger, string Codec, double Seconds);
}
