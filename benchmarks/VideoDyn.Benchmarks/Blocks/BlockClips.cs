using VideoDyn.Benchmarks.Harness;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Benchmarks.Blocks;

/// <summary>A real clip, and the factor over dense that was set as goal for <c>yolox_nano</c>.</summary>
/// <param name="Name">File name without extension.</param>
/// <param name="File">File name.</param>
/// <param name="Floor">Least factor.</param>
/// <param name="Aim">Wanted factor.</param>
internal sealed record BlockClip(string Name, string File, double Floor, double Aim)
{
    /// <summary>The seven clips; the default setting was chosen on the first three.</summary>
    public static IReadOnlyList<BlockClip> All { get; } =
    [
        new("one-by-one", "one-by-one-person-detection.mp4", 10, 15),
        new("street-vehicles", "street-vehicles.mp4", 6, 8.5),
        new("dog-yard", "dog-yard.mp4", 6, 8),
        new("retail-aisle", "retail-aisle-hevc.mp4", 4.5, 5.5),
        new("highway-traffic", "highway-traffic.mp4", 4.5, 5.5),
        new("dashcam-lane", "dashcam-lane.mp4", 3, 3.8),
        new("handheld-bedroom", "handheld-bedroom.mp4", 2.4, 3),
    ];

    /// <summary>A run over the clip as agreement wants it: raw detections down to the band below the threshold.</summary>
    public AnalysisOptions Options(string model) => new()
    {
        Input = BenchmarkData.Clip(File),
        Model = BenchmarkData.Model(model),
        Confidence = 0.25f,
        Tracker = TrackerNames.None,
    };
}
