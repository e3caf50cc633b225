using System.Security.Cryptography;
using System.Text.Json;
using VideoDyn.Benchmarks.Tracking;
using VideoDyn.Core.Analysis;
using VideoDyn.Core.Detections;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Plans;
using VideoDyn.Core.Sources;
using VideoDyn.Inference.Analysis;
using VideoDyn.Media.Decoding;
using VideoDyn.Media.Pixels;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Benchmarks.Events;

/// <summary>What the embedded detector sees in every frame of a clip; kept in the temporary folder, by model and clip.</summary>
internal sealed record SeenClip(IReadOnlyList<TrackerFrame> Frames, IReadOnlyList<string> Labels, float Confidence)
{
    /// <summary>Runs the detector, or reads what it saw the last time.</summary>
    public static SeenClip Of(string video, string model)
    {
        string folder = Path.Combine(Path.GetTempPath(), "videodyn-event-detections");
        string file = Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(video)}-{Hash(video)}-{Hash(model)}.json");
        if (File.Exists(file))
            return JsonSerializer.Deserialize<Stored>(File.ReadAllBytes(file))!.ToClip();
        SeenClip clip = Detect(video, model);
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(file, JsonSerializer.SerializeToUtf8Bytes(Stored.Of(clip)));
        return clip;
    }

    private static string Hash(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)))[..12];

    private static SeenClip Detect(string video, string model)
    {
        using VideoFileSource source = MediaSource.Open(video, new MediaSourceOptions(), new FrameLedger(), CancellationToken.None);
        using var analyzer = DetectorAnalyzer.Load(
            new ModelOptions { ModelPath = model, WeakConfidence = FrameTracker.WeakScore, Threads = Environment.ProcessorCount }, new FrameTensorizer());
        var seen = new Observations();
        List<TrackerFrame> frames = [];
        while (source.Read(out FrameLease? frame, CancellationToken.None) == FrameReadStatus.Frame)
        {
            using (frame)
            {
                analyzer.Analyze(frame!, RegionPlan.Dense, seen);
                frames.Add(new TrackerFrame(frame!.StreamTime, [.. seen.Detections]));
            }
        }

        return new SeenClip(frames, analyzer.Info.Labels, analyzer.Info.Confidence);
    }

    // Five numbers and a class a detection.
    private sealed record Stored(string[] Labels, float Confidence, long[] Ticks, float[][] Boxes)
    {
        public static Stored Of(SeenClip clip) => new(
            [.. clip.Labels], clip.Confidence, [.. clip.Frames.Select(frame => frame.Time.Ticks)],
            [.. clip.Frames.Select(frame => frame.Detections.SelectMany(one => new[] { one.Box.X1, one.Box.Y1, one.Box.X2, one.Box.Y2, one.Score, one.ClassId }).ToArray())]);

        public SeenClip ToClip() => new(
            [.. Ticks.Zip(Boxes, (ticks, boxes) => new TrackerFrame(
                new TimeSpan(ticks), [.. boxes.Chunk(6).Select(part => new Detection(new BoundingBox(part[0], part[1], part[2], part[3]), (int)part[5], part[4]))]))],
            Labels, Confidence);
    }
}
