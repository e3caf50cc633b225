using VideoDyn.Pipeline.Cameras;
using VideoDyn.Pipeline.Configuration.Secrets;
using VideoDyn.Pipeline.Configuration.Settings;
using VideoDyn.Pipeline.Configuration.Shapes;

namespace VideoDyn.Pipeline.Configuration.Words;

/// <summary>The keys of a camera and of the whole file.</summary>
internal static class CameraWords
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(365);

    public static readonly Key<Address> InputPath = new("path", new AddressShape(), "A file, an address (rtsp, rtsps, http, https), a device such as /dev/video0, or file-as-live:PATH.") { IsRequired = true };
    public static readonly Key<Secret> User = new("user", new SecretShape(), "User name, in place of one in the address.");
    public static readonly Key<Secret> Password = new("password", new SecretShape(), "Password, in place of one in the address.");
    public static readonly Key<TimeSpan> Start = new("start", new TimeShape(TimeSpan.Zero, s_longest), "Files: where to begin.") { Default = TimeSpan.Zero };
    public static readonly Key<TimeSpan> Duration = new("duration", new TimeShape(TimeSpan.FromMilliseconds(1), s_longest), "Files: how much to take; else all.");
    public static readonly Key<DateTimeOffset> StartTime = new("start_time", new InstantShape(), "Files: the instant of the first picture, for event times; else 1970-01-01T00:00:00Z.");

    public static readonly Key<Section> Input = new("input", new SectionShape(InputPath, User, Password, Start, Duration, StartTime)
    {
        Shorthand = InputPath,
        Advice = new Dictionary<string, string> { ["roles"] = "one input serves all", ["hwaccel_args"] = "decoding runs on the processor", ["input_args"] = "write the section live", ["url"] = "write path" },
    }, "Where the pictures come from, or just the address.")
    { IsRequired = true };

    public static readonly Key<bool> Enabled = new("enabled", new FlagShape(), "Whether the camera runs.") { Default = true };
    public static readonly Key<double> Weight = new("weight", new NumberShape(0.01, 100), "Share of the processor beside other cameras.") { Default = 1 };

    public static readonly SectionShape Camera = new(
        [Enabled, Input, Weight, .. CommonWords.All, RuleWords.Mask, RuleWords.Zones, RuleWords.Tripwires, RuleWords.Ground])
    {
        Advice = new Dictionary<string, string>
        {
            ["ffmpeg"] = "write input, and live for its options",
            ["motion"] = "write gate: motion:threshold=30,...",
            ["inference_interval"] = "write gate: every-n:N",
            ["inference-interval"] = "write gate: every-n:N",
            ["fps"] = "write it in the section detect",
            ["url"] = "write input",
            ["source"] = "write input",
            ["name"] = "the name is the key above",
            ["masks"] = "write mask for areas that are not looked at, or output for files",
        },
    };

    public static readonly Key<ValueList<NamedSection>> Cameras = new("cameras", new MapShape("camera", Camera), "The cameras, by name.") { IsRequired = true };

    public static readonly Key<int> Version = new("version", new WholeShape(1, 1), "Version of this format.") { Default = 1 };
    public static readonly Key<string> Host = new("host", new TextShape("an address of this machine"), "Address to listen at; only this machine by default.") { Default = "127.0.0.1" };
    public static readonly Key<int> Port = new("port", new WholeShape(1, 65_535), "Port; without one nothing is served.");
    public static readonly Key<Section> Server = new("server", new SectionShape(Host, Port) { Shorthand = Port }, "Where metrics and health are served, or just the port.");
    public static readonly Key<double> ConnectRate = new("connect_rate", new NumberShape(0.01, 10_000), "Connections made per second, all cameras together.") { Default = new CameraHostOptions().ConnectionsPerSecond };

    public static readonly SectionShape File = new([Version, Cameras, .. CommonWords.All, ConnectRate, CropBatchWords.CropBatches, Server, OutboxWords.Outbox, SinkWords.Sinks])
    {
        Advice = new Dictionary<string, string>
        {
            ["mqtt"] = "write a sink of type mqtt in the section sinks",
            ["detectors"] = "write model",
            ["ffmpeg"] = "write live",
            ["motion"] = "write gate: motion:threshold=30,...",
            ["metrics"] = "write server",
            ["camera"] = "write cameras",
            ["zones"] = "zones belong to a camera, because their coordinates do",
            ["ground"] = "the ground belongs to a camera, because its coordinates do",
            ["tripwires"] = "tripwires belong to a camera, because their coordinates do",
            ["mask"] = "a mask belongs to a camera, because its coordinates do",
        },
    };
}
