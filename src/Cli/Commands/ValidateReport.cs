using System.Globalization;
using System.Text;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Configuration.Settings;

namespace VideoDyn.Cli.Commands;

/// <summary>What a configuration resolves to, as text without secrets.</summary>
internal static class ValidateReport
{
    public static string Of(CameraSet set)
    {
        var text = new StringBuilder();
        Line(text, $"{set.Path}: {Count(set.Cameras.Count, "camera")}{(set.Disabled.Count > 0 ? $", disabled: {string.Join(", ", set.Disabled)}" : "")}");
        foreach (CameraConfiguration camera in set.Cameras)
            Add(text, camera);
        if (set.Sinks.Count > 0)
            Line(text, $"sinks: {string.Join(", ", set.Sinks.Select(sink => $"{sink.Name} ({sink.Type.ToString().ToLowerInvariant()})"))}");
        if (set.Server.Port is { } port)
            Line(text, $"server: {set.Server.Host}:{port}");
        foreach (string note in set.Notes)
            Line(text, $"note: {note}");
        // Whatever was written by hand above holds no secret; this is for what was overlooked.
        return set.Secrets.Hide(text.ToString());
    }

    private static void Add(StringBuilder text, CameraConfiguration camera)
    {
        Line(text, $"{camera.Name}");
        Row(text, "input", $"{camera.Input.Location}{(camera.Input.IsLive ? " (live)" : "")}{Range(camera.Input)}");
        ModelSettings model = camera.Model;
        Row(text, "model", string.Concat([
            model.Path, Part(", card ", model.Card), Part(", labels ", model.Labelmap), Part(", input ", model.InputSize)]));
        DetectSettings detect = camera.Detect;
        Row(text, "plan", $"gate {camera.Gate}, region {camera.Region}{Part(", at most ", detect.Fps, " fps")}, {Count(detect.Threads, "thread")}, weight {camera.Weight}");
        Row(text, "objects", $"{(camera.Objects.Track.Count == 0 ? "all classes" : string.Join(", ", camera.Objects.Track))}{Part("; confidence ", detect.Confidence)}{Part("; overlap ", detect.Iou)}");
        Row(text, "tracker", camera.Tracker.Type == "none" ? "none" : $"{camera.Tracker.Type}, buffer {camera.Tracker.TrackBuffer.TotalSeconds} s{Part(", model ", camera.Tracker.Reid)}");
        if (camera.Input.IsLive)
            Row(text, "live", Live(camera));
        if (camera.Output != new OutputChoices())
            Row(text, "output", Outputs(camera.Output));
        string[] reserved = [.. Names("mask", camera.Mask.Count), .. Names("zones", camera.Zones.Select(zone => zone.Name)), .. Names("tripwires", camera.Tripwires.Select(wire => wire.Name))];
        if (reserved.Length > 0)
            Row(text, "reserved", string.Join("; ", reserved));
    }

    private static string Live(CameraConfiguration camera)
    {
        LiveOptions live = camera.Live;
        return camera.Input.Kind == AddressKind.FileAsLive
            ? string.Create(CultureInfo.InvariantCulture, $"rate {live.Rate}{(live.Loop ? ", loop" : "")}")
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{live.Transport.ToString().ToLowerInvariant()}, clock {live.Clock.ToString().ToLowerInvariant()}, timeouts {Seconds(live.OpenTimeout)} open, {Seconds(live.ReadTimeout)} read, {Seconds(live.PictureTimeout)} picture, {Seconds(live.KeyFrameTimeout)} key frame, retry after {Seconds(camera.Reconnect.First)} to {Seconds(camera.Reconnect.Longest)}");
    }

    private static string Range(InputSettings input) =>
        $"{(input.Start > TimeSpan.Zero ? $", from {Seconds(input.Start)}" : "")}{(input.Duration is { } duration ? $", {Seconds(duration)} long" : "")}{Part(", begins ", input.StartTime?.ToString("o", CultureInfo.InvariantCulture))}";

    private static string Outputs(OutputChoices output) => string.Join(", ", new[]
    {
        output.Annotate ? "annotate" : "", output.Tracks ? "tracks" : "", output.Detections ? "detections" : "", output.Masks ? "masks" : "", output.Explain ? "explain" : "",
    }.Where(name => name.Length > 0));

    private static IEnumerable<string> Names(string what, IEnumerable<string> names)
    {
        string joined = string.Join(", ", names);
        return joined.Length == 0 ? [] : [$"{what} {joined}"];
    }

    private static IEnumerable<string> Names(string what, int count) => count == 0 ? [] : [$"{what} of {Count(count, "area")}"];

    private static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds} s");

    private static string Count(int count, string what) => $"{count} {what}{(count == 1 ? "" : "s")}";

    private static string Part(string before, object? value, string after = "") =>
        value is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{before}{value}{after}");

    private static void Row(StringBuilder text, string name, string value) => Line(text, $"  {name,-9} {value}");

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
