using System.Numerics;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Audit;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Output;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>
/// Everything that was asked for one camera, with the common settings of the file and the defaults put in. Two of them are
/// equal when they ask for the same.
/// </summary>
public sealed record CameraConfiguration
{
    /// <summary>Its name in events, metrics, logs and folders.</summary>
    public required string Name { get; init; }

    /// <summary>Where its pictures come from.</summary>
    public required InputSettings Input { get; init; }

    /// <summary>Its share of the processor beside other cameras, above 0.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>How connections to a live camera are made and watched.</summary>
    public required LiveOptions Live { get; init; }

    /// <summary>When a camera that was lost is connected to again.</summary>
    public required ReconnectOptions Reconnect { get; init; }

    /// <summary>Its model.</summary>
    public required ModelSettings Model { get; init; }

    /// <summary>How its frames are analyzed.</summary>
    public required DetectSettings Detect { get; init; }

    /// <summary>Which objects are reported.</summary>
    public required ObjectSettings Objects { get; init; }

    /// <summary>How objects are followed.</summary>
    public required TrackerSettings Tracker { get; init; }

    /// <summary>Models that recognise actions.</summary>
    public ActionSettings Actions { get; init; } = new();

    /// <summary>The gate, as on the command line.</summary>
    public required string Gate { get; init; }

    /// <summary>What is decoded, as on the command line.</summary>
    public string Decode { get; init; } = DecodeNames.Needed;

    /// <summary>The region policy, as on the command line.</summary>
    public required string Region { get; init; }

    /// <summary>How often frames are also run dense; null for never.</summary>
    public AuditOptions? Audit { get; init; }

    /// <summary>Files besides the events.</summary>
    public required OutputChoices Output { get; init; }

    /// <summary>Areas that are not looked at, in shares of the picture.</summary>
    public ValueList<ValueList<Vector2>> Mask { get; init; } = [];

    /// <summary>Areas that objects enter and leave.</summary>
    public ValueList<Zone> Zones { get; init; } = [];

    /// <summary>Lines that objects cross.</summary>
    public ValueList<Tripwire> Tripwires { get; init; } = [];

    /// <summary>Four points on the ground; null for none.</summary>
    public GroundSettings? Ground { get; init; }

    /// <summary>Which events are published.</summary>
    public required EventSettings Events { get; init; }

    /// <summary>Pictures and clips of events.</summary>
    public RecordingSettings Recording { get; init; } = new();

    /// <summary>What the analysis of this camera needs. The input holds credentials: never print it.</summary>
    public AnalysisOptions ToAnalysisOptions() => new()
    {
        Name = Name,
        Input = Input.Reveal(),
        Start = Input.Start,
        Duration = Input.Duration,
        StartTime = Input.StartTime,
        Live = Input.IsLive ? Live : null,
        Reconnect = Reconnect,
        Model = Model.Path,
        Card = Model.Card,
        Labels = Model.Labelmap,
        InputSize = Model.InputSize,
        Classes = Objects.Track,
        Confidence = (float?)Detect.Confidence,
        Iou = (float?)Detect.Iou,
        MaxFps = Detect.Fps,
        Threads = Detect.Threads,
        Gate = Gate,
        Decode = Decode,
        Region = Region,
        Audit = Audit,
        Tracker = Tracker.Type,
        TrackBuffer = Tracker.TrackBuffer,
        Relink = Tracker.Relink,
        Reid = Tracker.Reid,
        ClipModel = Actions.ClipModel,
        SequenceModel = Actions.SequenceModel,
        Events = ToEventOptions(),
    };

    /// <summary>Which events of this camera are published, and by which rules.</summary>
    public EventOptions ToEventOptions() => new()
    {
        Rules = RuleTranslation.Definitions(Zones, Tripwires, Objects.Filters, Mask, Ground),
        WatchesScene = Events.Tamper,
        Recording = Recording.ToOptions(),
        UpdateInterval = Events.UpdateInterval,
        Types = Events.Types.Count > 0 ? Events.Types : EventOptions.Default.Types,
    };
}
