using VideoDyn.Benchmarks.Harness;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Sources;
using VideoDyn.Media.Decoding;

namespace VideoDyn.Benchmarks.Decoding;

/// <summary>
/// Decoding through <see cref="IFrameSource"/> beside the bare binding: the same file, one decoder thread, every luma
/// byte touched.
/// </summary>
internal static class DecodeBenchmark
{
    private static readonly string[] s_clips = ["street-vehicles.mp4", "road-static-320x240.avi", "car-detection.mp4", "retail-aisle-hevc.mp4"];

    /// <summary>Measures every clip; rounds are whole files, so there are at most 21.</summary>
    public static void Run(BenchmarkOptions options)
    {
        foreach (string name in s_clips)
        {
            string clip = BenchmarkData.Clip(name);
            if (ThroughSource(clip) != BareDecodeLoop.Run(clip))
                throw new InvalidOperationException($"{name}: the two loops read different pictures");
            TimingReport report = new InterleavedTimer()
                .Add("bare binding", () => BareDecodeLoop.Run(clip))
                .Add("IFrameSource", () => ThroughSource(clip))
                .Measure(Math.Min(options.Rounds, 21));
            Console.WriteLine(report.ToMarkdown($"Decode {name} ({ThroughSource(clip).Frames} frames)"));
        }
    }

    private static (int Frames, byte Mixed) ThroughSource(string path)
    {
        var ledger = new FrameLedger();
        int frames = 0;
        byte mixed = 0;
        using VideoFileSource source = MediaSource.Open(path, new MediaSourceOptions(), ledger, default);
        while (source.Read(out FrameLease? frame, default) == FrameReadStatus.Frame)
        {
            mixed ^= LumaTouch.Touch(frame!.Luma);
            frame.Dispose();
            ledger.Analyze();
            frames++;
        }

        return (frames, mixed);
    }
}
