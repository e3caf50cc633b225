using VideoDyn.Media.FFmpeg;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline;

/// <summary>What to analyze, with which model, and how. One stream.</summary>
public sealed record AnalysisOptions
{
    /// <summary>A video file, an image sequence pattern such as <c>frames/%04d.png</c>, or <c>-</c> for standard input.</summary>
    public required string Input { get; init; }

    /// <summary>Path of an ONNX model; may be empty where a clip or sequence model is given.</summary>
    public required string Model { get; init; }

    /// <summary>Folder of a clip model that recognises actions; null for none.</summary>
    public string? ClipModel { get; init; }

    /// <summary>Folder of a sequence model that recognises actions; null for none.</summary>
    public string? SequenceModel { get; init; }

    /// <summary>Path of a model card; null looks beside the model and among the known public exports.</summary>
    public string? Card { get; init; }

    /// <summary>Path of a file with one class name a line; null takes the card's.</summary>
    public string? Labels { get; init; }

    /// <summary>Names of the classes to report; empty for all.</summary>
    public IReadOnlyList<string> Classes { get; init; } = [];

    /// <summary>Lowest score that is reported, 0..1; null takes the card's.</summary>
    public float? Confidence { get; init; }

    /// <summary>Overlap above which the weaker of two boxes of a class is suppressed, 0..1; null takes the card's.</summary>
    public float? Iou { get; init; }

    /// <summary>Model input as <c>WIDTHxHEIGHT</c> in pixels for models of free size; null takes the card's.</summary>
    public string? InputSize { get; init; }

    /// <summary>The gate, as on the command line. Default <c>all</c>.</summary>
    public string Gate { get; init; } = "all";

    /// <summary>The region policy, as on the command line. Default <c>dense</c>.</summary>
    public string Region { get; init; } = "dense";

    /// <summary>The tracker, as on the command line: <c>byte</c> or <c>none</c>. Default <c>byte</c>; only detectors have one.</summary>
    public string Tracker { get; init; } = TrackerNames.Byte;

    /// <summary>How long an object may stay unseen before it is given up; null for the tracker's default of 3 s.</summary>
    public TimeSpan? TrackBuffer { get; init; }

    /// <summary>
    /// How long after it was seen last a lost object may go on as one that appears nearby, although neither motion nor size fits.
    /// Zero, the default, for never; at most a minute.
    /// </summary>
    public TimeSpan Relink { get; init; }

    /// <summary>Path of a re-identification model (ONNX) for the tracker; null for none.</summary>
    public string? Reid { get; init; }

    /// <summary>Path of a classifier (ONNX) that looks at every tracked object; null for none.</summary>
    public string? Classify { get; init; }

    /// <summary>Stream time after which a tracked object is classified again, above zero; null for 2 s.</summary>
    public TimeSpan? ClassifyEvery { get; init; }

    /// <summary>How much is decoded, as on the command line: <c>all</c>, <c>needed</c> or <c>idle</c>. Default <c>needed</c>.</summary>
    public string Decode { get; init; } = DecodeNames.Needed;

    /// <summary>Most frames to analyze per second of stream time, above 0; null for no bound.</summary>
    public double? MaxFps { get; init; }

    /// <summary>
    /// Reads the input as a camera with these options, a file in real time; null reads only addresses as cameras that can
    /// be nothing else, such as <c>rtsp://</c>.
    /// </summary>
    public LiveOptions? Live { get; init; }

    /// <summary>When a live camera that was lost is connected to again.</summary>
    public ReconnectOptions Reconnect { get; init; } = new();

    /// <summary>Whether the input is a live camera.</summary>
    public bool IsLive => Live is not null || CameraAddress.IsLive(Input);

    /// <summary>Where to begin, from the start of the stream. Default the beginning.</summary>
    public TimeSpan Start { get; init; }

    /// <summary>How much stream time to take from there; null for all.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>The instant of stream time 0 for event times; null for 1970-01-01T00:00:00Z, so that bytes repeat.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>Threads for inference, 1..256. Default 1, the cheapest in processor time.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How often frames are also run dense, to measure the agreement; null for never.</summary>
    public AuditOptions? Audit { get; init; }

    /// <summary>Folder that keeps what was learned about the stream from run to run; null keeps nothing.</summary>
    public string? State { get; init; }

    /// <summary>Which events are published, and by which rules. Default those of objects.</summary>
    public EventOptions Events { get; init; } = EventOptions.Default;

    /// <summary>Name in events; null takes the file name.</summary>
    public string? Name { get; init; }

    /// <summary>Every error of these options that can be told without opening a file, each with its option.</summary>
    public IReadOnlyList<string> Validate()
    {
        List<string> errors = [];
        Require(errors, Input.Length > 0, "the input is empty: name a video file, an image pattern or -");
        Require(errors, HasDetector || HasActions, "the model is empty: name an ONNX file");
        Require(errors, HasDetector || !HasActions || this is { Gate: "all", Region: "dense", MaxFps: null, Reid: null, Classify: null, Classes: [] },
            "--gate, --region, --max-fps, --classes, --reid and --classify are about what a detector sees, but there is no --model");
        Require(errors, Confidence is null or (>= 0 and <= 1), $"--confidence is {Confidence}, expected 0 to 1");
        Require(errors, Iou is null or (>= 0 and <= 1), $"--iou is {Iou}, expected 0 to 1");
        Require(errors, MaxFps is null or (> 0 and < double.PositiveInfinity), $"--max-fps is {MaxFps}, expected a rate above 0");
        Require(errors, Start >= TimeSpan.Zero, $"--start is {Start}, expected a time of at least 0");
        Require(errors, Duration is null || Duration > TimeSpan.Zero, $"--duration is {Duration}, expected a time above 0");
        Require(errors, Threads is >= 1 and <= 256, $"--threads is {Threads}, expected 1 to 256");
        Require(errors, TrackBuffer is null || (TrackBuffer >= TimeSpan.Zero && TrackBuffer <= TimeSpan.FromHours(1)), $"--track-buffer is {TrackBuffer}, expected 0 to 3600 seconds");
        Require(errors, Relink >= TimeSpan.Zero && Relink <= TimeSpan.FromMinutes(1), $"--relink is {Relink}, expected 0 to 60 seconds");
        Require(errors, Reid is null || Tracker != TrackerNames.None, "--reid tells tracked objects apart, but --tracker is none");
        Require(errors, !IsLive || (Start == TimeSpan.Zero && Duration is null), $"'{Redaction.Redact(Input)}' is read live; --start and --duration are for recordings only");
        Require(errors, Classify is null || Tracker != TrackerNames.None, "--classify looks at tracked objects, but --tracker is none");
        Require(errors, ClassifyEvery is null || Classify is not null, "--classify-every says how often --classify looks, but --classify is not given");
        Require(errors, ClassifyEvery is null || ClassifyEvery > TimeSpan.Zero, $"--classify-every is {ClassifyEvery}, expected a time above 0");
        Require(errors, Audit is null || HasDetector, "--audit compares what a detector sees, but there is no --model");
        AddPlanError(errors, () => Audit?.Validate());
        AddPlanError(errors, Events.Recording.Validate);
        AddPlanError(errors, () => TrackerNames.Require(Tracker));
        AddPlanError(errors, () => DecodeNames.Require(Decode));
        AddPlanError(errors, () => PlanRegistry.CheckGate(Gate));
        AddPlanError(errors, () => PlanRegistry.ParseRegion(Region));
        if (LiveOrDefault is { } live)
        {
            AddPlanError(errors, live.Validate);
            AddPlanError(errors, Reconnect.Validate);
        }

        return errors;
    }

    // The gate may need them although nobody asked.
    internal bool Audits => Audit is not null || Gate.StartsWith("adaptive", StringComparison.Ordinal);

    internal bool HasDetector => Model.Length > 0;

    internal bool HasActions => ClipModel is not null || SequenceModel is not null;

    /// <summary>
    /// Whether a recording's next frame is read only when the one before is through, because what is decoded goes by what was
    /// found: so it is the same every time.
    /// </summary>
    internal bool DecodesInStep => !IsLive && (Decode == DecodeNames.Idle || (Decode == DecodeNames.Needed && ClipModel is not null && !HasDetector));

    internal LiveOptions? LiveOrDefault => Live ?? (IsLive ? new LiveOptions() : null);

    private static void Require(List<string> errors, bool condition, string message)
    {
        if (!condition)
            errors.Add(message);
    }

    private static void AddPlanError(List<string> errors, Action create)
    {
        try
        {
            create();
        }
        catch (Core.Errors.VideoDynException error)
        {
            errors.Add(error.Message);
        }
    }
}
