using System.CommandLine;
using System.CommandLine.Parsing;
using Microsoft.Extensions.Logging;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Decoding;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Plans;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Cli.Commands;

/// <summary>The options of <c>run</c>, and how they become <see cref="AnalysisOptions"/>.</summary>
internal sealed class RunOptions
{
    public Argument<string[]> Inputs { get; } = new("INPUT")
    {
        Description = "Video files, image sequences (frames/%04d.png), live cameras (rtsp://..., http://..., v4l2:///dev/video0, file-as-live:PATH), or - for standard input.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Option<string?> Model { get; } = new("--model", "-m") { Description = "ONNX detector, segmentation model or classifier.", HelpName = "FILE" };

    public Option<string?> Config { get; } = new("--config", "-c")
    {
        Description = "Run the cameras of a configuration such as cameras.yaml instead; followed when it changes or at SIGHUP.",
        HelpName = "FILE",
    };

    public Option<string?> Card { get; } = new("--card")
    {
        Description = "Model card. Default: model.yaml beside the model, else a known public export with the same graph.",
        HelpName = "FILE",
    };

    public Option<string?> Out { get; } = new("--out", "-o")
    {
        Description = "Output folder, or - for JSON lines on standard output. Default: videodyn-out/INPUT-TIME.",
        HelpName = "DIR",
    };

    public Option<bool> Annotate { get; } = new("--annotate") { Description = "Also write annotated.mp4 with boxes, labels and class colours." };

    public Option<bool> Tracks { get; } = new("--tracks") { Description = "Also write tracks.csv: tracked objects per frame in MOTChallenge form." };

    public Option<bool> Detections { get; } = new("--detections") { Description = "Also write detections.jsonl: what each analyzed frame shows." };

    public Option<bool> Masks { get; } = new("--masks") { Description = "Also write masks/FRAME.png with a class per pixel (segmentation models)." };

    public Option<bool> Explain { get; } = new("--explain") { Description = "Also write decisions.jsonl: what the gate decided about every frame and why; with --annotate drawn into the video." };

    public Option<string> Tracker { get; } = new("--tracker")
    {
        Description = "How objects are followed: byte (tracks, with enter, update and leave events) or none (one event per frame).",
        HelpName = "NAME",
        DefaultValueFactory = _ => TrackerNames.Byte,
    };

    public Option<TimeSpan?> TrackBuffer { get; } = new("--track-buffer")
    {
        Description = "How long an object may stay unseen before it has left. Default: 3 seconds.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<TimeSpan?> Relink { get; } = new("--relink")
    {
        Description = "How long after it was seen last a lost object may go on as one that appears nearby, e.g. 1s: fewer numbers where objects are hidden for a moment, wrong joins in a crowd. Default: never.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<string?> Reid { get; } = new("--reid")
    {
        Description = "Re-identification model (ONNX), so that objects keep their number when they come back.",
        HelpName = "FILE",
    };

    public Option<string?> Classify { get; } = new("--classify")
    {
        Description = "Classifier (ONNX, or a folder with branchy.yaml, which leaves off when it is sure) that looks at every followed object, e.g. for make or breed.",
        HelpName = "FILE",
    };

    public Option<TimeSpan?> ClassifyEvery { get; } = new("--classify-every")
    {
        Description = "Classify an object again after this much video. Default: 2 seconds.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<string?> ClipModel { get; } = new("--clip-model")
    {
        Description = "Folder of a clip model that recognises actions, with or without --model.",
        HelpName = "DIR",
    };

    public Option<string?> SequenceModel { get; } = new("--sequence-model")
    {
        Description = "Folder of a sequence model that recognises actions over time, with or without --model.",
        HelpName = "DIR",
    };

    public Option<string?> Labels { get; } = new("--labels") { Description = "File with one class name a line.", HelpName = "FILE" };

    public Option<string[]> Classes { get; } = new("--classes")
    {
        Description = "Report only these classes, e.g. person,car.",
        HelpName = "NAMES",
        CustomParser = Parsing.List,
        DefaultValueFactory = _ => [],
    };

    public Option<double?> Confidence { get; } = new("--confidence")
    {
        Description = "Lowest score that is reported, 0 to 1. Default: the card's.",
        HelpName = "SCORE",
        CustomParser = Parsing.Number,
    };

    public Option<double?> Iou { get; } = new("--iou")
    {
        Description = "Overlap above which the weaker of two boxes of a class is dropped, 0 to 1. Default: the card's.",
        HelpName = "SHARE",
        CustomParser = Parsing.Number,
    };

    public Option<string?> InputSize { get; } = new("--input-size")
    {
        Description = "Model input for models of free size, e.g. 640x384. Default: the card's.",
        HelpName = "WxH",
    };

    public Option<string?> Gate { get; } = new("--gate")
    {
        Description = "Which frames are analyzed: "
            + string.Join("; ", PlanRegistry.Gates.Select(gate => $"{gate.Syntax} ({gate.Help})")) + ". Several: any(GATE+GATE), all(GATE+GATE). Default: all.",
        HelpName = "GATE",
    };

    public Option<int?> Every { get; } = new("--every") { Description = "Short for --gate every-n:N.", HelpName = "N" };

    public Option<string> Region { get; } = new("--region")
    {
        Description = "Which part of an analyzed frame is computed: "
            + string.Join("; ", PlanRegistry.Regions.Select(region => $"{region.Syntax} ({region.Help})")) + ". Default: dense.",
        HelpName = "REGION",
        DefaultValueFactory = _ => "dense",
    };

    public Option<string[]> Mask { get; } = new("--mask")
    {
        Description = "With --region blocks: ignore changes in this area: corners \"x,y x,y x,y\" in shares of the frame, 0 to 1 from the top left. May be repeated.",
        HelpName = "POLYGON",
    };

    public RuleOptions Rules { get; } = new();

    public AuditOptionSet Audit { get; } = new();

    public RecordingOptionSet Recording { get; } = new();

    public Option<string?> State { get; } = new("--state")
    {
        Description = "Folder that keeps what was learned about each stream (noise, blocks that always change) from run to run.",
        HelpName = "DIR",
    };

    public Option<string> Decode { get; } = new("--decode")
    {
        Description = "What is decoded: all; needed (recordings: only what the gate looks at, with the same results); idle (also nothing but key frames while gate change or skip-rnn rests, until packets grow).",
        HelpName = "NAME",
        DefaultValueFactory = _ => DecodeNames.Needed,
    };

    public Option<double?> MaxFps { get; } = new("--max-fps")
    {
        Description = "Analyze at most this many frames per second of video.",
        HelpName = "RATE",
        CustomParser = Parsing.Number,
    };

    public Option<TimeSpan?> Start { get; } = new("--start")
    {
        Description = "Begin here: seconds (12.5) or a time (1:02:03).",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<TimeSpan?> Duration { get; } = new("--duration")
    {
        Description = "Take this much video.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<DateTimeOffset?> StartTime { get; } = new("--start-time")
    {
        Description = "The instant of the first picture, for event times. Default: 1970-01-01T00:00:00Z.",
        HelpName = "INSTANT",
        CustomParser = Parsing.Instant,
    };

    public Option<int> Threads { get; } = new("--threads")
    {
        Description = "Threads for inference.",
        HelpName = "N",
        DefaultValueFactory = _ => 1,
    };

    public Option<int?> Parallel { get; } = new("--parallel")
    {
        Description = "How many inputs run side by side. Default: as many as there are processors for their threads; 1 with --out -.",
        HelpName = "N",
    };

    public Option<string[]> Sink { get; } = new("--sink")
    {
        Description = "Also deliver events to this address, kept until it has confirmed them: https://HOST/PATH (POST), file:PATH, stdout:, and those of message brokers. May be repeated.",
        HelpName = "ADDRESS",
    };

    public Option<string?> Outbox { get; } = new("--outbox")
    {
        Description = "Database in which events wait for their sinks; also the history of events. Default: outbox.db in the folder of --state, else in the output folder.",
        HelpName = "FILE",
    };

    public Option<int?> MetricsPort { get; } = new("--metrics-port")
    {
        Description = "Serve metrics and health at this port of this machine, 0 for any free one. Default: as the configuration says, or not at all.",
        HelpName = "PORT",
    };

    public Option<LogLevel> Log { get; } = new("--log")
    {
        Description = "Log to standard error from this level on: debug, information, warning, error or none.",
        HelpName = "LEVEL",
        DefaultValueFactory = _ => LogLevel.None,
    };

    public Option<LogForm> LogForm { get; } = new("--log-form") { Description = "Form of the log: text, json (one document a line) or systemd.", HelpName = "FORM" };

    public Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "Print errors only." };

    public Option<bool> Verbose { get; } = new("--verbose", "-v") { Description = "Print what was opened, and stack traces of errors." };

    public Option<bool> NoProgress { get; } = new("--no-progress")
    {
        Description = "No progress line (the default when standard error is not a terminal).",
    };

    public void AddTo(Command command)
    {
        command.Add(Inputs);
        Option[] options =
        [
            Model, Config, Card, Out, Annotate, Tracks, Detections, Masks, Explain, Labels, Classes, Confidence, Iou, InputSize, Gate, Every,
            Region, Mask, .. Rules.All, .. Recording.All, .. Audit.All, State, MaxFps, Decode, Tracker, TrackBuffer, Relink, Reid, Classify, ClassifyEvery, ClipModel, SequenceModel, Start,
            Duration, StartTime, Threads, Parallel, Sink, Outbox, MetricsPort, Log, LogForm, Quiet, Verbose, NoProgress,
        ];
        foreach (Option option in options)
            command.Add(option);
        command.Validators.Add(result =>
        {
            // Inputs take any number of words, so a mistyped option would otherwise be looked for as a file.
            foreach (string word in (result.GetValue(Inputs) ?? []).Where(word => word.StartsWith('-') && word.Length > 1))
                result.AddError($"option '{word}' is unknown{NearestName.Hint(word, options.Select(option => option.Name))}");
            if (result.GetResult(Gate) is not null && result.GetResult(Every) is not null)
                result.AddError("--gate and --every contradict each other: --every N is short for --gate every-n:N");
            CheckSource(result, options);
            Audit.Check(result);
            if (result.GetValue(Parallel) is { } parallel and not (>= 1 and <= 256))
                result.AddError($"--parallel is {parallel}, expected 1 to 256");
            if ((result.GetValue(Inputs) ?? []).Count(word => word == "-") > 1)
                result.AddError("standard input (-) can be read only once");
            if (result.GetValue(Out) == "-" && result.GetValue(Sink) is { Length: > 0 } && (result.GetValue(Outbox) ?? result.GetValue(State)) is null)
                result.AddError("--sink with --out - needs a place for the outbox: name it with --outbox FILE");
            if (result.GetValue(Quiet) && result.GetValue(Verbose))
                result.AddError("--quiet and --verbose contradict each other");
            foreach (Option<bool> file in new[] { Annotate, Tracks, Detections, Masks, Explain })
            {
                if (result.GetValue(Out) == "-" && result.GetValue(file))
                    result.AddError($"{file.Name} writes a file, --out - writes no files: name a folder with --out DIR");
            }
        });
    }

    // Either inputs and options, or a configuration that says it all.
    private void CheckSource(CommandResult result, Option[] options)
    {
        bool hasInputs = result.GetValue(Inputs) is { Length: > 0 };
        if (result.GetValue(Config) is null)
        {
            if (!hasInputs)
                result.AddError("name a video, a camera, or a configuration with --config FILE");
            if (result.GetValue(Model) is null && result.GetValue(ClipModel) is null && result.GetValue(SequenceModel) is null)
                result.AddError("Option '--model' is required.");
            return;
        }

        if (hasInputs)
            result.AddError("inputs and --config contradict each other: the configuration names its cameras");
        Option[] allowed = [Config, Out, Outbox, MetricsPort, Log, LogForm, Quiet, Verbose, NoProgress];
        foreach (Option option in options.Except(allowed))
        {
            if (result.GetResult(option) is { Implicit: false })
                result.AddError($"{option.Name} and --config contradict each other: the configuration says it for each camera");
        }
    }

    public AnalysisOptions Analysis(ParseResult parsed, string input) => new()
    {
        Input = input,
        Model = parsed.GetValue(Model) ?? "",
        ClipModel = parsed.GetValue(ClipModel),
        SequenceModel = parsed.GetValue(SequenceModel),
        Card = parsed.GetValue(Card),
        Labels = parsed.GetValue(Labels),
        Classes = parsed.GetValue(Classes) ?? [],
        Confidence = (float?)parsed.GetValue(Confidence),
        Iou = (float?)parsed.GetValue(Iou),
        InputSize = parsed.GetValue(InputSize),
        Gate = parsed.GetValue(Every) is { } n ? $"every-n:{n}" : parsed.GetValue(Gate) ?? "all",
        Region = PlanRegistry.Masked(parsed.GetRequiredValue(Region), parsed.GetValue(Mask) ?? []),
        State = parsed.GetValue(State),
        Tracker = parsed.GetRequiredValue(Tracker),
        TrackBuffer = parsed.GetValue(TrackBuffer),
        Relink = parsed.GetValue(Relink) ?? TimeSpan.Zero,
        Reid = parsed.GetValue(Reid),
        Classify = parsed.GetValue(Classify),
        ClassifyEvery = parsed.GetValue(ClassifyEvery),
        MaxFps = parsed.GetValue(MaxFps),
        Decode = parsed.GetRequiredValue(Decode),
        Start = parsed.GetValue(Start) ?? TimeSpan.Zero,
        Duration = parsed.GetValue(Duration),
        StartTime = parsed.GetValue(StartTime),
        Threads = parsed.GetValue(Threads),
        Events = EventsOf(parsed),
        Audit = Audit.Read(parsed),
    };

    private EventOptions EventsOf(ParseResult parsed)
    {
        EventOptions events = Rules.Read(parsed);
        return events with { Recording = Recording.Read(parsed, events.Recording) };
    }
}
