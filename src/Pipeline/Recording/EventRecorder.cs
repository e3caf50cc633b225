using VideoDyn.Core.Errors;
using VideoDyn.Events.Envelope;
using VideoDyn.Media.Muxing;
using VideoDyn.Pipeline.Output;
using VideoDyn.Pipeline.Running;

namespace VideoDyn.Pipeline.Recording;

/// <summary>
/// Takes pictures and clips of the events of one stream. A picture is there before its event; a clip is there when its time
/// is over. What cannot be written is counted and said, and hinders neither events nor analysis.
/// </summary>
internal sealed class EventRecorder : IEventMedia, IDisposable
{
    private static readonly string[] s_standard =
        [EventTypes.ObjectEntered, EventTypes.ObjectLeft, "videodyn.object.stationary", "videodyn.object.abandoned", "videodyn.object.removed", "videodyn.object.speeding", "videodyn.zone.*", "videodyn.tripwire.*", "videodyn.action.*"];

    private readonly RecordingTally _tally;
    private readonly SnapshotOptions? _snapshots;
    private readonly RecordingFolder? _pictureFolder;
    private readonly PictureTaker? _pictures;
    private readonly ClipTaker? _clips;
    private readonly Chooser _wantsPicture;
    private readonly Chooser _wantsClip;
    private TimeSpan _now;

    /// <summary>Prepares to record.</summary>
    /// <param name="camera">Name of the stream.</param>
    /// <param name="options">What; with folders.</param>
    /// <param name="packets">The stream's packets; null without clips.</param>
    /// <param name="say">Told of failures; null for nobody.</param>
    public EventRecorder(string camera, RecordingOptions options, PacketRing? packets, Action<string>? say)
    {
        _tally = new RecordingTally(camera, say);
        _snapshots = options.Snapshots;
        _wantsPicture = new Chooser(options.Snapshots?.Events);
        _wantsClip = new Chooser(options.Clips?.Events);
        if (options.Snapshots is { } snapshots)
        {
            _pictures = new PictureTaker(snapshots);
            _pictureFolder = new RecordingFolder(snapshots.Folder!, camera, snapshots.Retention, ["jpg"], _tally.Deleted);
        }

        if (options.Clips is { } clips && packets is not null)
            _clips = new ClipTaker(clips, packets, new RecordingFolder(clips.Folder!, camera, clips.Retention, ["mp4", "mkv"], _tally.Deleted), _tally);
    }

    /// <summary>What was recorded so far.</summary>
    public RecordingCounts Counts => _tally.Counts;

    /// <summary>Whether an event of a type goes out at all; an event that does not needs no picture.</summary>
    public Func<string, bool> IsPublished { get; set; } = _ => true;

    /// <summary>Looks at a frame before its events are told.</summary>
    public void Look(FrameView view)
    {
        _now = view.Frame.StreamTime;
        _pictures?.Look(view);
    }

    /// <summary>All events of a frame were told.</summary>
    public void Told(FrameView view)
    {
        _clips?.Advance(_now);
        _pictures?.Forget(view.EndedTracks);
    }

    /// <summary>All objects left, because the stream ended or was lost.</summary>
    public void Complete()
    {
        _clips?.Finish();
        _pictures?.Clear();
    }

    public EventMedia MediaOf(string type, string? rule, long? track, TimeSpan streamTime, ReadOnlySpan<char> id)
    {
        if (!IsPublished(type))
            return default;
        EventMedia media = default;
        if (track is { } number && _wantsPicture.Takes(type, rule) && _pictures?.Of(number) is { } picture)
            media = Write(picture, id);
        return _clips is not null && _wantsClip.Takes(type, rule) ? media with { Clip = _clips.Of(streamTime, _now, id) } : media;
    }

    public void Dispose()
    {
        _clips?.Dispose();
        _pictures?.Dispose();
        _tally.Dispose();
    }

    private EventMedia Write(BestPicture picture, ReadOnlySpan<char> id)
    {
        string full = $"{id}.jpg", crop = $"{id}-crop.jpg";
        try
        {
            if (picture.Full is { } whole)
                _pictureFolder!.Write(full, whole);
            if (picture.Crop is { } part)
                _pictureFolder!.Write(crop, part);
        }
        catch (VideoDynException error)
        {
            // Half of a pair would lie there without anybody knowing what it is.
            _pictureFolder!.Remove(full);
            _tally.SnapshotFailed(error.Message);
            return default;
        }

        _tally.Snapshot();
        return new EventMedia
        {
            Snapshot = _snapshots!.Full ? _pictureFolder!.NameInEvents(full) : null,
            SnapshotCrop = _snapshots.Crop ? _pictureFolder!.NameInEvents(crop) : null,
            SnapshotTime = picture.Time,
            SnapshotBox = picture.Box,
        };
    }

    private sealed class Chooser(EventChoice? choice)
    {
        private readonly TypeFilter _types = new(choice is { Types.Count: > 0 } ? choice.Types : s_standard);

        public bool Takes(string type, string? rule) => choice is not null
            && (choice.Rules.Count == 0 || (rule is not null && choice.Rules.Contains(rule)))
            && _types.Allows(type);
    }
}
