using System.CommandLine;
using VideoDyn.Pipeline.Recording;

namespace VideoDyn.Cli.Commands;

/// <summary>The options of <c>run</c> that ask for pictures and clips of events.</summary>
internal sealed class RecordingOptionSet
{
    public Option<string?> Snapshots { get; } = new("--snapshots")
    {
        Description = "Keep the best picture of every object of an event, whole and cut to it, in DIR/CAMERA as JPEG.",
        HelpName = "DIR",
    };

    public Option<string?> Clips { get; } = new("--clips")
    {
        Description = "Keep a clip around every event in DIR/CAMERA, copied from the stream without coding it anew.",
        HelpName = "DIR",
    };

    public Option<TimeSpan?> PreCapture { get; } = new("--pre-capture")
    {
        Description = "With --clips: video before the event. Default: 5 seconds.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option<TimeSpan?> PostCapture { get; } = new("--post-capture")
    {
        Description = "With --clips: video after the event. Default: 5 seconds.",
        HelpName = "TIME",
        CustomParser = Parsing.Time,
    };

    public Option[] All => [Snapshots, Clips, PreCapture, PostCapture];

    /// <summary>What was asked for, over what a file of rules asks for.</summary>
    public RecordingOptions Read(ParseResult parsed, RecordingOptions below)
    {
        SnapshotOptions? snapshots = parsed.GetValue(Snapshots) is { } pictures ? (below.Snapshots ?? new SnapshotOptions()) with { Folder = pictures } : below.Snapshots;
        ClipOptions? clips = parsed.GetValue(Clips) is { } folder ? (below.Clips ?? new ClipOptions()) with { Folder = folder } : below.Clips;
        if (clips is not null)
            clips = clips with { PreCapture = parsed.GetValue(PreCapture) ?? clips.PreCapture, PostCapture = parsed.GetValue(PostCapture) ?? clips.PostCapture };
        return new RecordingOptions { Snapshots = snapshots, Clips = clips };
    }
}
