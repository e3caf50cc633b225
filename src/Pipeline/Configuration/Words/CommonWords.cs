using System.Text.RegularExpressions;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys that stand at the top of the file, for all cameras, and in a camera, for that one.</summary>
internal static partial class CommonWords
{
    public static readonly Key<string> ModelPath = new("path", new FileShape("an ONNX model"), "Path of the ONNX model. A camera that names one takes nothing else from the common model section.");
    public static readonly Key<string> Card = new("card", new FileShape("a model card"), "Path of the model card; else model.yaml beside the model, or a known public export with the same graph.");
    public static readonly Key<string> Labelmap = new("labelmap", new FileShape("a file with one class name a line"), "Path of a file with one class name a line; else the card's names.");
    public static readonly Key<string> InputSize = new("input_size", new TextShape("WIDTHxHEIGHT such as 640x384", text => ProblemOf(() => Inference.Cards.InputSize.Parse(text))), "Model input in pixels as WIDTHxHEIGHT, for models of free size; else the card's.");

    public static readonly Key<Section> Model = new("model", new SectionShape(ModelPath, Card, Labelmap, InputSize)
    {
        Shorthand = ModelPath,
        Advice = new Dictionary<string, string> { ["labelmap_path"] = "write labelmap", ["labels"] = "write labelmap", ["width"] = "write input_size: WIDTHxHEIGHT", ["height"] = "write input_size: WIDTHxHEIGHT", ["model_type"] = "the head is recognised by the graph, or named in the model card" },
    }, "The model, or just its path.");

    public static readonly Key<double> Fps = new("fps", new NumberShape(0, 1000), "Most frames to analyze per second of stream time; 0 for no bound.") { Default = 0 };
    public static readonly Key<double> Confidence = new("confidence", new NumberShape(0, 1), "Lowest score that is reported, 0 to 1; else the card's.");
    public static readonly Key<double> Iou = new("iou", new NumberShape(0, 1), "Overlap above which the weaker of two boxes of a class is dropped, 0 to 1; else the card's.");
    public static readonly Key<int> Threads = new("threads", new WholeShape(1, 256), "Threads for one inference; 1 is the cheapest in processor time.") { Default = 1 };

    public static readonly Key<Section> Detect = new("detect", new SectionShape(Fps, Confidence, Iou, Threads)
    {
        Advice = new Dictionary<string, string> { ["enabled"] = "write enabled: false in the camera", ["width"] = "the size is the stream's own", ["height"] = "the size is the stream's own", ["max_disappeared"] = "write track_buffer, in seconds, in the section tracker", ["min_initialized"] = "tracks are confirmed by stream time", ["threshold"] = "write confidence" },
    }, "How frames are analyzed.");

    public static readonly Key<ValueList<string>> Track = new("track", new ListShape<string>(new TextShape("a class name such as person")), "Classes to report; else all.");
    public static readonly Key<ValueList<NamedSection>> Filters = new("filters", new MapShape("class", RuleWords.Filter, anyName: true), "Limits by class; an object counts from the first frame in which it keeps to them.");
    public static readonly Key<Section> Objects = new("objects", new SectionShape(Track, Filters), "Which objects are reported.");

    public static readonly Key<string> TrackerType = new("type", new ChoiceShape<string>([.. TrackerNames.All.Select(name => (name, name))]), "The tracker: byte (tracks, with enter, update and leave events) or none (one event per frame).") { Default = TrackerNames.Byte };
    public static readonly Key<TimeSpan> TrackBuffer = new("track_buffer", new TimeShape(TimeSpan.Zero, TimeSpan.FromHours(1)), "How long an object may stay unseen before it has left.") { Default = TimeSpan.FromSeconds(3) };
    public static readonly Key<TimeSpan> Relink = new("relink", new TimeShape(TimeSpan.Zero, TimeSpan.FromMinutes(1)), "How long after it was seen last a lost object may go on as one that appears nearby; 0 for never.") { Default = TimeSpan.Zero };
    public static readonly Key<string> Reid = new("reid", new FileShape("a re-identification model"), "Path of a re-identification model (ONNX), so that objects keep their number when they come back.");
    public static readonly Key<Section> Tracker = new("tracker", new SectionShape(TrackerType, TrackBuffer, Relink, Reid) { Shorthand = TrackerType }, "How objects are followed, or just the tracker's name.");

    public static readonly Key<string> ClipModel = new("clip_model", new FileShape("a folder with clip.yaml", isFolder: true), "Folder of a clip model that recognises actions.");
    public static readonly Key<string> SequenceModel = new("sequence_model", new FileShape("a folder with sequence.yaml", isFolder: true), "Folder of a sequence model that recognises actions over time.");
    public static readonly Key<Section> Actions = new("actions", new SectionShape(ClipModel, SequenceModel), "Models that recognise actions beside the detector.");

    public static readonly Key<string> Gate = new("gate", new TextShape("a gate such as every-n:5", text => ProblemOf(() => PlanRegistry.CheckGate(text))), "Which frames are analyzed, as run --gate.") { Default = "all" };
    public static readonly Key<string> Decode = new("decode", new ChoiceShape<string>([.. DecodeNames.Names.Select(name => (name, name))]), "What is decoded: all; needed (recordings: only what the gate looks at); idle (also only key frames while the gate rests, until packets grow).") { Default = DecodeNames.Needed };
    public static readonly Key<string> Region = new("region", new TextShape("a region policy such as dense", text => ProblemOf(() => PlanRegistry.ParseRegion(text))), "Which part of an analyzed frame is computed, as run --region.") { Default = "dense" };

    public static readonly Key<bool> Annotate = Flag("annotate", "Whether to write annotated.mp4 with boxes, labels and class colours.");
    public static readonly Key<bool> Tracks = Flag("tracks", "Whether to write tracks.csv with the tracked objects of every frame.");
    public static readonly Key<bool> Detections = Flag("detections", "Whether to write detections.jsonl with what each analyzed frame shows.");
    public static readonly Key<bool> Masks = Flag("masks", "Whether to write masks/FRAME.png with a class per pixel (segmentation models).");
    public static readonly Key<bool> Explain = Flag("explain", "Whether to write decisions.jsonl with what the gate decided about every frame and why, and to draw it into annotated.mp4.");
    public static readonly Key<Section> Output = new("output", new SectionShape(Annotate, Tracks, Detections, Masks, Explain), "Files besides the events.");

    public static readonly Key<ValueList<string>> EventTypes = new("types", new ListShape<string>(new TextShape("an event type such as videodyn.object.*", text => TypeForm().IsMatch(text) ? null : $"'{text}' is no event type; expected one such as videodyn.object.entered or videodyn.object.*")), "Event types to publish, * for the rest of a name; else all.");
    public static readonly Key<TimeSpan> UpdateInterval = new("update_interval", new TimeShape(TimeSpan.Zero, TimeSpan.FromHours(1)), "Least stream time between two videodyn.object.updated events of an object.") { Default = TimeSpan.FromSeconds(1) };
    public static readonly Key<ValueList<string>> EventSinks = new("sinks", new ListShape<string>(new TextShape("the name of a sink")), "Sinks to publish to, by name; else all.");
    public static readonly Key<bool> Tamper = new("tamper", new FlagShape(), "Whether scene cuts, and a camera that is covered, moved or put out of focus, are told.") { Default = true };
    public static readonly Key<Section> Events = new("events", new SectionShape(EventTypes, UpdateInterval, Tamper, EventSinks), "Which events are published.");

    /// <summary>The keys above, with those of live cameras.</summary>
    public static Key[] All => [Model, Detect, Objects, Tracker, Actions, Gate, Decode, Region, AuditWords.Audit, LiveWords.Live, Output, Events, RecordingWords.Snapshots, RecordingWords.Record];

    private static Key<bool> Flag(string name, string help) => new(name, new FlagShape(), help) { Default = false };

    private static string? ProblemOf(Action parse)
    {
        try
        {
            parse();
            return null;
        }
        catch (VideoDynException error)
        {
            return error.Message;
        }
    }

    [GeneratedRegex(@"^videodyn(\.[a-z-]+)*(\.\*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex TypeForm();
}
