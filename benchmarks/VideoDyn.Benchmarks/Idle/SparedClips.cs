using System.Globalization;
using System.Text;
using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Benchmarks.Idle;

/// <summary>How much of each clip is decoded when every n-th frame is wanted.</summary>
internal static class SparedClips
{
    private static readonly string[] s_clips =
    [
        "one-by-one-person-detection.mp4", "retail-aisle-hevc.mp4", "dog-yard.mp4", "highway-traffic.mp4", "handheld-bedroom.mp4", "coffee-pouring.mp4",
        "synthetic-cam2.mp4", "street-vehicles.mp4", "car-detection.mp4", "dashcam-lane.mp4", "road-static-320x240.avi",
    ];

    public static void Write(StringBuilder text)
    {
        text.Append("""

            ## Recordings, every n-th frame

            Decoded pictures of all, `--gate every-n:N` with `--decode needed`, and processor time of reading and decoding over that of `--decode all` (every-n:5,
            both in turns, the best of 3). Results are the same to the byte.

            | clip | codec | key frame every | disposable | every-n:5 | every-n:10 | every-n:30 | time, every-n:5 |
            | --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |

            """);
        foreach (string clip in s_clips)
            Row(text, BenchmarkData.Clip(clip));
    }

    private static void Row(StringBuilder text, string clip)
    {
        var all = new EveryNth(1);
        (string codec, LedgerSnapshot ledger, _) = Read(clip, all);
        double frames = ledger.Received;
        text.Append(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(clip)} | {codec}");
        text.Append(CultureInfo.InvariantCulture, $" | {(all.Keys == 0 ? "?" : (frames / all.Keys).ToString("0", CultureInfo.InvariantCulture))} | {all.Disposable / frames:P0}");
        foreach (int n in (int[])[5, 10, 30])
            text.Append(CultureInfo.InvariantCulture, $" | {Read(clip, new EveryNth(n)).Ledger.Decoded / frames:P0}");
        double needed = double.MaxValue, whole = double.MaxValue;
        for (int round = 0; round < 3; round++)
        {
            needed = Math.Min(needed, Read(clip, new EveryNth(5)).Cpu);
            whole = Math.Min(whole, Read(clip, null).Cpu);
        }

        text.Append(CultureInfo.InvariantCulture, $" | {needed / whole:0.00} |\n");
        Console.Error.WriteLine(clip);
    }

    private static (string Codec, LedgerSnapshot Ledger, double Cpu) Read(string clip, IDecodeGate? gate)
    {
        var ledger = new FrameLedger();
        TimeSpan before = Environment.CpuUsage.TotalTime;
        using VideoFileSource source = MediaSource.Open(clip, new MediaSourceOptions(), ledger, CancellationToken.None);
        if (gate is not null)
            source.Use(gate);
        while (source.Read(out FrameLease? frame, CancellationToken.None) == FrameReadStatus.Frame)
        {
            frame!.Dispose();
            ledger.Analyze();
        }

        return (source.Info.Codec, ledger.Snapshot(), (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    private sealed class EveryNth(int n) : IDecodeGate
    {
        public int Keys { get; private set; }

        public int Disposable { get; private set; }

        public bool WantsAll => false;

        public bool KnowsAhead => true;

        public void Observe(in PacketFacts packet)
        {
            Keys += packet.StartsAnew ? 1 : 0;
            Disposable += packet.IsDisposable ? 1 : 0;
        }

        public bool Wants(long ordinal, long frameIndex, TimeSpan streamTime, in PacketFacts packet) => ordinal % n == 0;
    }
}
