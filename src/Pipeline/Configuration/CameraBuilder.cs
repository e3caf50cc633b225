using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;
using VideoDyn.Pipeline.Configuration.Words;
using VideoDyn.Pipeline.Configuration.Yaml;
using VideoDyn.Pipeline.Live;
using VideoDyn.Pipeline.Tracking;

namespace VideoDyn.Pipeline.Configuration;

/// <summary>Lays a camera's section over the common ones.</summary>
/// <param name="camera">The camera's section.</param>
/// <param name="file">The whole file.</param>
/// <param name="context">Where problems go.</param>
internal sealed class CameraBuilder(NamedSection camera, Section file, ReadContext context)
{
    private readonly Layers _layers = new(camera.Values, file);

    /// <summary>The camera; null when something needed is missing or wrong, which is noted.</summary>
    public CameraConfiguration? Build()
    {
        InputSettings? input = Input();
        ModelSettings? model = Model();
        TrackerSettings tracker = Tracker();
        LiveOptions live = Live();
        ReconnectOptions reconnect = Reconnect();
        if (input is null || model is null)
            return null;
        Layers output = _layers.Below(CommonWords.Output);
        return new CameraConfiguration
        {
            Name = camera.Name,
            Input = input,
            Weight = _layers.Get(CameraWords.Weight),
            Live = live,
            Reconnect = reconnect,
            Model = model,
            Detect = Detect(),
            Objects = Objects(),
            Tracker = tracker,
            Actions = Actions(),
            Gate = _layers.Get(CommonWords.Gate),
            Decode = _layers.Get(CommonWords.Decode),
            Region = _layers.Get(CommonWords.Region),
            Audit = AuditWords.Build(_layers.Below(AuditWords.Audit)),
            Output = new OutputChoices
            {
                Annotate = output.Get(CommonWords.Annotate),
                Tracks = output.Get(CommonWords.Tracks),
                Detections = output.Get(CommonWords.Detections),
                Masks = output.Get(CommonWords.Masks),
                Explain = output.Get(CommonWords.Explain),
            },
            Mask = _layers.Reference(RuleWords.Mask) ?? [],
            Zones = RuleBuilder.Zones(_layers),
            Tripwires = RuleBuilder.Tripwires(_layers),
            Ground = RuleBuilder.Ground(_layers, context),
            Events = Events(),
            Recording = RecordingWords.Build(_layers, context),
        };
    }

    private InputSettings? Input()
    {
        Layers input = _layers.Below(CameraWords.Input);
        if (input.Own is null || input.Reference(CameraWords.InputPath) is not { } address)
            return null;
        var settings = new InputSettings
        {
            Path = address.Text,
            Kind = address.Kind,
            User = input.Reference(CameraWords.User),
            Password = input.Reference(CameraWords.Password),
            Start = input.Get(CameraWords.Start),
            Duration = input.Value(CameraWords.Duration),
            StartTime = input.Value(CameraWords.StartTime),
        };
        ConfigNode node = input.Own.Node;
        if (settings.IsLive && input.Own.Written.Any(key => key == CameraWords.Start || key == CameraWords.Duration || key == CameraWords.StartTime))
            context.Problems.Add(node, "start, duration and start_time are for files that are analyzed as fast as possible; this input is live");
        if (settings.Kind is not (AddressKind.Network or AddressKind.RemoteFile) && (settings.User ?? settings.Password) is not null)
            context.Problems.Add(node, "user and password are for cameras behind a network; this input is a file or a device");
        return settings;
    }

    // Card, labels and size belong to one model: a camera with a model of its own must not get those of another.
    private ModelSettings? Model()
    {
        Layers model = _layers.Below(CommonWords.Model);
        if (model.Own is not null && model.Own.TryGet(CommonWords.ModelPath, out _))
            model = model with { Common = null };
        string? path = model.Reference(CommonWords.ModelPath);
        if (path is null)
        {
            // A model that was named and does not exist is noted already.
            if (!IsWritten(_layers.Own) && !IsWritten(_layers.Common))
                context.Problems.Add(camera.Values.Node, "the camera has no model; expected 'model:' here or at the top of the file");
            return null;
        }

        return new ModelSettings
        {
            Path = path,
            Card = model.Reference(CommonWords.Card),
            Labelmap = model.Reference(CommonWords.Labelmap),
            InputSize = model.Reference(CommonWords.InputSize),
        };

        static bool IsWritten(Section? section) => section?.Node is MappingNode mapping
            && mapping.Entries.FirstOrDefault(entry => entry.Key == CommonWords.Model.Name)?.Value switch
            {
                ScalarNode { IsNull: false } => true,
                MappingNode model => model.Entries.Any(entry => entry.Key == CommonWords.ModelPath.Name),
                _ => false,
            };
    }

    private DetectSettings Detect()
    {
        Layers detect = _layers.Below(CommonWords.Detect);
        return new DetectSettings
        {
            Fps = detect.Get(CommonWords.Fps) is > 0 and double fps ? fps : null,
            Confidence = detect.Value(CommonWords.Confidence),
            Iou = detect.Value(CommonWords.Iou),
            Threads = detect.Get(CommonWords.Threads),
        };
    }

    private ObjectSettings Objects()
    {
        Layers objects = _layers.Below(CommonWords.Objects);
        return new ObjectSettings { Track = objects.Reference(CommonWords.Track) ?? [], Filters = RuleBuilder.Filters(objects) };
    }

    private TrackerSettings Tracker()
    {
        Layers tracker = _layers.Below(CommonWords.Tracker);
        var settings = new TrackerSettings
        {
            Type = tracker.Get(CommonWords.TrackerType),
            TrackBuffer = tracker.Get(CommonWords.TrackBuffer),
            Relink = tracker.Get(CommonWords.Relink),
            Reid = tracker.Reference(CommonWords.Reid),
        };
        if (settings.Reid is not null && settings.Type == TrackerNames.None)
            context.Problems.Add(tracker.Own?.Node ?? camera.Values.Node, "reid tells tracked objects apart, but the tracker's type is none");
        return settings;
    }

    private ActionSettings Actions()
    {
        Layers actions = _layers.Below(CommonWords.Actions);
        return new ActionSettings { ClipModel = actions.Reference(CommonWords.ClipModel), SequenceModel = actions.Reference(CommonWords.SequenceModel) };
    }

    private LiveOptions Live()
    {
        Layers live = _layers.Below(LiveWords.Live);
        return new LiveOptions
        {
            Name = camera.Name,
            Transport = live.Get(LiveWords.RtspTransport),
            Clock = live.Get(LiveWords.Clock),
            OpenTimeout = live.Get(LiveWords.OpenTimeout),
            ReadTimeout = live.Get(LiveWords.ReadTimeout),
            PictureTimeout = live.Get(LiveWords.PictureTimeout),
            KeyFrameTimeout = live.Get(LiveWords.KeyFrameTimeout),
            DecodeThreads = live.Get(LiveWords.DecodeThreads),
            Rate = live.Get(LiveWords.Rate),
            Loop = live.Get(LiveWords.Loop),
        };
    }

    private ReconnectOptions Reconnect()
    {
        Layers live = _layers.Below(LiveWords.Live);
        var options = new ReconnectOptions { First = live.Get(LiveWords.RetryInterval), Longest = live.Get(LiveWords.RetryIntervalMax) };
        if (options.Longest < options.First)
            context.Problems.Add(live.Own?.Node ?? camera.Values.Node, $"retry_interval is {TimeShape.Text(options.First)}, expected at most retry_interval_max, which is {TimeShape.Text(options.Longest)}");
        return options;
    }

    private EventSettings Events()
    {
        Layers events = _layers.Below(CommonWords.Events);
        return new EventSettings
        {
            Types = events.Reference(CommonWords.EventTypes) ?? [],
            UpdateInterval = events.Get(CommonWords.UpdateInterval),
            Tamper = events.Get(CommonWords.Tamper),
            Sinks = events.Reference(CommonWords.EventSinks) ?? [],
        };
    }
}
