using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Tracks;
using VideoDyn.Pipeline.Decoding;

namespace VideoDyn.Benchmarks.Idle;

/// <summary>
/// What a camera costs that sees nothing, how soon it sees something, what it misses, and what sparing decoding saves on
/// recordings. Writes <c>docs/benchmarks/idle.md</c>.
/// </summary>
internal static class IdleBenchmark
{
    private const double Visible = 0.002;
    private const string Sample = "samples/models/detector/model.onnx";
    private static readonly (int First, int Count)[] s_stretches = [(0, 50), (450, 40), (720, 20), (900, 20)];

    public static void Run(BenchmarkOptions options)
    {
        using var clips = new StillClips();
        var text = new StringBuilder("""
            # Idle cameras and spared decoding

            How it works: [decoding](../decoding.md). Of `one-by-one-person-detection` (768x432, 10 frames per second, a key frame every second), cut and
            joined at key frames without encoding anything again.

            ```
            dotnet run -c Release --project benchmarks/VideoDyn.Benchmarks -- idle
            ```

            ## Nothing happens

            A stretch without anybody in it, looped for ten minutes. Processor time of the whole process in milliseconds per second of stream time, after the first
            ten seconds; 1 thread, tracker on, no audits. At most 8 is asked of `idle`. The ends of the second stretch do not fit
            together: the picture jumps every 4 s, and the stream wakes each time. The embedded detector takes something in it for a van in 30 of its
            40 frames, which for it comes and goes at every jump, so that for this detector the second stretch is not empty.

            | stretch | detector | gate | decode | decoded | analyzed | ms per s | decode | signals | network |
            | --- | --- | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |

            """);
        foreach ((int first, int count) in s_stretches.Take(2))
        {
            string clip = clips.Make(first, count, 10 * 60 * StillClips.Rate / count, 0);
            foreach (string model in (string[])[Sample, BenchmarkData.Model("yolox_nano.onnx")])
            {
                string name = model == Sample ? "embedded" : "yolox_nano";
                Still(text, clip, model, $"{first} to {first + count - 1} | {name} | change | all", "change", DecodeNames.All);
                Still(text, clip, model, $"{first} to {first + count - 1} | {name} | change | idle", "change", DecodeNames.Idle);
            }
        }

        WakeUps(text, clips);
        Missed(text);
        SparedClips.Write(text);
        File.WriteAllText(Path.Combine("docs", "benchmarks", "idle.md"), text.ToString());
        Console.Write(text);
    }

    private static void Still(StringBuilder text, string clip, string model, string name, string gate, string decode)
    {
        IdleRun run = IdleRun.Of(clip, model, gate, decode);
        double frames = run.Ledger.Received;
        double network = run.Stages[Stage.Inference] + run.Stages[Stage.Preprocess] + run.Stages[Stage.Postprocess];
        text.Append(CultureInfo.InvariantCulture, $"| {name} | {run.Ledger.Decoded / frames:P0} | {run.Ledger.Analyzed} | {run.MillisecondsPerSecond:0.0} | {run.Stages[Stage.Decode]:0.0} | {run.Stages[Stage.Signals]:0.0} | {network:0.0} |\n");
        Console.Error.WriteLine(name);
    }

    private static void WakeUps(StringBuilder text, StillClips clips)
    {
        text.Append("""

            ## Something happens

            Still stretches, looped for a minute, and then what follows them in the clip. *Changed*: the first frame, with everything decoded, in which 0.2 % of
            the picture, the area of a person far away, differs from what was last analyzed. *A block*: how long before that a single block of 32 x 32
            input pixels first exceeded its 2 %, by so little that nothing of it can be made out. *Seen*: the first frame from the change on that is decoded when idle. *Analyzed*: the
            first analysis from there on, idle and with everything decoded. Times are stream time after *changed*, in milliseconds; a packet is 100.

            | stretch | a block | seen | analyzed | analyzed, all decoded | reported | reported, all decoded |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: |

            """);
        foreach ((int first, int count) in s_stretches)
        {
            int times = 60 * StillClips.Rate / count, follow = 40;
            string clip = clips.Make(first, count, times, follow);
            IdleRun idle = IdleRun.Of(clip, Sample, "change", DecodeNames.Idle), all = IdleRun.Of(clip, Sample, "change", DecodeNames.All, measures: true);
            int from = (times * count) - (count / 4); // after the last joint, where the picture jumps
            int block = First(all, from, frame => frame.Decision.Outcome != GateOutcome.Reuse && frame.Decision.Reason != "age");
            int changed = First(all, block, frame => frame.Changed >= Visible);
            HashSet<long> known = [.. all.Frames[changed].Tracks.Select(track => track.Id)], knownIdle = [.. idle.Frames[changed].Tracks.Select(track => track.Id)];
            text.Append(CultureInfo.InvariantCulture, $"| {first} to {first + count - 1}");
            Add(block);
            Add(First(idle, changed, frame => frame.HasPixels));
            Add(First(idle, changed, frame => frame.Decision.Outcome == GateOutcome.Analyze));
            Add(First(all, changed, frame => frame.Decision.Outcome == GateOutcome.Analyze));
            Add(First(idle, changed, frame => frame.Tracks.Any(track => !knownIdle.Contains(track.Id))));
            Add(First(all, changed, frame => frame.Tracks.Any(track => !known.Contains(track.Id))));
            text.Append(" |\n");

            void Add(int frame) => text.Append(CultureInfo.InvariantCulture, $" | {(frame < 0 ? "never" : ((frame - changed) * 1000 / StillClips.Rate).ToString(CultureInfo.InvariantCulture))}");
        }
    }

    private static int First(IdleRun run, int from, Func<IdleRun.Frame, bool> isIt)
    {
        for (int index = from; index < run.Frames.Count; index++)
        {
            if (isIt(run.Frames[index]))
                return index;
        }

        return -1;
    }

    // An object of the dense run that lasts two seconds or longer must overlap one of its class in the other run.
    private static void Missed(StringBuilder text)
    {
        string clip = BenchmarkData.Clip("one-by-one-person-detection.mp4");
        text.Append("""

            ## What is missed

            The whole clip: objects that the detector reports in at least 2 s of frames when every frame is analyzed, and how many of them the other run never shows (same class,
            overlap of 0.5 in any of those frames). What the gate alone misses, with everything decoded, is no loss by resting. In brackets the mean score of what is missed, and
            its frames.

            | detector | gate | decode | decoded | analyzed | objects | missed |
            | --- | --- | --- | ---: | ---: | ---: | --- |

            """);
        foreach (string model in (string[])[Sample, BenchmarkData.Model("yolox_nano.onnx")])
        {
            IdleRun dense = IdleRun.Of(clip, model, "all", DecodeNames.All);
            List<(int Frame, TrackedObject Track)>[] objects =
            [
                .. dense.Frames.SelectMany((frame, index) => frame.Tracks.Where(track => track.State == TrackState.Confirmed).Select(track => (index, track)))
                    .GroupBy(seen => seen.track.Id)
                    .Where(group => group.Count() >= 2 * StillClips.Rate)
                    .Select(group => group.ToList()),
            ];
            foreach (string decode in (string[])[DecodeNames.All, DecodeNames.Idle])
            {
                IdleRun run = IdleRun.Of(clip, model, "change", decode);
                LedgerSnapshot ledger = run.Ledger;
                List<(int Frame, TrackedObject Track)>[] missed = [.. objects.Where(seen => !seen.Any(at => run.Frames[at.Frame].Shows(at.Track.ClassId, at.Track.Box, 0.5f)))];
                string which = string.Concat(missed.Select(seen => string.Create(CultureInfo.InvariantCulture, $" ({seen.Average(at => at.Track.Score):0.00}, {seen[0].Frame} to {seen[^1].Frame})")));
                int analyzed = run.Frames.Count(frame => frame.Decision.Outcome == GateOutcome.Analyze);
                text.Append(CultureInfo.InvariantCulture, $"| {(model == Sample ? "embedded" : "yolox_nano")} | change | {decode} | {(double)ledger.Decoded / ledger.Received:P0} | {(double)analyzed / ledger.Received:P0} | {objects.Length} | {missed.Length}{which} |\n");
            }
        }

        text.Append("\nFrames 1220 to 1245 of the clip show an empty room: what a detector reports there is a mistake, and no loss.\n");
    }
}
