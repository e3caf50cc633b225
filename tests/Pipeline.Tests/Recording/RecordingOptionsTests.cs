using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Configuration;
using VideoDyn.Pipeline.Recording;
using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Recording;

public sealed class RecordingOptionsTests
{
    [Fact]
    public void Validate_EverythingWrong_NamesAllOfIt()
    {
        VideoDynException pictures = Assert.Throws<VideoDynException>(() => new SnapshotOptions { Quality = 0, Full = false, Crop = false }.Validate());
        VideoDynException clips = Assert.Throws<VideoDynException>(() => new ClipOptions { PreCapture = TimeSpan.FromDays(1), MaxLength = TimeSpan.Zero }.Validate());
        Assert.All(new[] { "quality", "full and crop" }, word => Assert.Contains(word, pictures.Message, StringComparison.Ordinal));
        Assert.All(new[] { "pre_capture", "max_length" }, word => Assert.Contains(word, clips.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void AFileOfRules_MayAskForPicturesAndClips()
    {
        using var folder = new TemporaryFolder();
        RecordingOptions options = RulesFile.Parse(
            """
            zones: {door: {coordinates: "0,0,1,0,1,1"}}
            snapshots: {bounding_box: true, path: pictures, retain: 3}
            record: {pre_capture: 2s, rules: door, retain: {max_size: 5MB}}
            """,
            folder["rules.yaml"]).Recording;

        Assert.True(options.Snapshots is { BoundingBox: true, Full: true, Quality: 80 });
        Assert.Equal((folder["pictures"], 3.0), (options.Snapshots!.Folder, options.Snapshots.Retention.MaxAge.TotalDays));
        Assert.Equal((2.0, 5.0, 5L << 20), (options.Clips!.PreCapture.TotalSeconds, options.Clips.PostCapture.TotalSeconds, options.Clips.Retention.MaxBytes));
        Assert.Equal(["door"], options.Clips.Events.Rules);
    }

    [Fact]
    public void AFileOfRules_WithoutThem_AsksForNone()
    {
        using var folder = new TemporaryFolder();
        RecordingOptions options = RulesFile.Parse("zones: {door: {coordinates: \"0,0,1,0,1,1\"}}\nrecord: {enabled: false, pre_capture: 2s}", folder["rules.yaml"]).Recording;
        Assert.Equal((null, null), ((object?)options.Snapshots, (object?)options.Clips));
    }
}
