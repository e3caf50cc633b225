namespace VideoDyn.Benchmarks.Gates;

/// <summary>
/// The clips that gates are compared on, from VIDEODYN_DATA and samples/videos. VIDEODYN_GATES_CLIP chooses some by name,
/// VIDEODYN_GATES_MORE names other files, separated by commas.
/// Trying a setting again needs no network where VIDEODYN_ANSWERS names a folder that keeps the dense answers of the model,
/// which is yolox_nano unless VIDEODYN_GATES_MODEL names another file.
/// </summary>
internal static class GateClips
{
    private static readonly string[] s_clips =
    [
        "one-by-one-person-detection", "street-vehicles", "retail-aisle-hevc", "dog-yard", "highway-traffic", "car-detection", "dashcam-lane", "handheld-bedroom", "coffee-pouring",
    ];

    private static readonly string[] s_scenes = ["plaza", "street", "pan", "dusk"];

    public static string Model => Environment.GetEnvironmentVariable("VIDEODYN_GATES_MODEL") is { Length: > 0 } path ? path : Path.Combine(Data, "models", "yolox_nano.onnx");

    private static string Data => Environment.GetEnvironmentVariable("VIDEODYN_DATA") ?? "../shared/data";

    public static IEnumerable<string> All()
    {
        string? only = Environment.GetEnvironmentVariable("VIDEODYN_GATES_CLIP");
        return s_clips.Select(name => Path.Combine(Data, "videos", name + ".mp4"))
            .Concat(s_scenes.Select(name => Path.Combine("samples", "videos", name + ".mp4")))
            .Concat((Environment.GetEnvironmentVariable("VIDEODYN_GATES_MORE") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries))
            .Where(path => File.Exists(path) && (only is not { Length: > 0 } || only.Split(',').Contains(Path.GetFileNameWithoutExtension(path))));
    }

    public static string? AnswersOf(string clip) => Environment.GetEnvironmentVariable("VIDEODYN_ANSWERS") is { Length: > 0 } folder
        ? Path.Combine(folder, Path.GetFileNameWithoutExtension(clip) + ".answers")
        : null;
}
