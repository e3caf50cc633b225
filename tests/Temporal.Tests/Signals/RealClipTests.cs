using System.Globalization;
using VideoDyn.Core.Frames;
using VideoDyn.Core.Ledger;
using VideoDyn.Core.Signals;
using VideoDyn.Core.Sources;
using VideoDyn.Core.Tensors;
using VideoDyn.Media.Decoding;
using VideoDyn.Spatial.Policies;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;
using Xunit.Abstractions;

namespace VideoDyn.Temporal.Tests.Signals;

/// <summary>What the default settings leave to execute on real clips: yolox_nano's input, 32-pixel blocks, no refresh.</summary>
public sealed class RealClipTests(ITestOutputHelper output) : LeaseGuard
{
    private static readonly InputSpec s_input = new() { Width = 416, Height = 416, Resize = ResizeMode.LetterboxTopLeft };

    /// <summary>
    /// Besides what is expected here stands what a study found that scaled the picture down to the input first, had a
    /// dead-zone of 16 and let nothing settle. The signal only halves the picture, which smooths less noise and detail.
    /// </summary>
    [SharedDataTheory(
        "videos/one-by-one-person-detection.mp4", "videos/street-vehicles.mp4", "videos/dog-yard.mp4", "videos/retail-aisle-hevc.mp4",
        "videos/highway-traffic.mp4", "videos/dashcam-lane.mp4", "videos/handheld-bedroom.mp4")]
    [InlineData("one-by-one-person-detection", 120, 0.058, 0.034)]
    [InlineData("street-vehicles", 400, 0.160, 0.153)]
    [InlineData("dog-yard", 120, 0.151, 0.159)]
    [InlineData("retail-aisle-hevc", 200, 0.235, 0.254)]
    [InlineData("highway-traffic", 200, 0.247, 0.266)]
    [InlineData("dashcam-lane", 150, 0.375, 0.408)]
    [InlineData("handheld-bedroom", 100, 0.493, 0.518)]
    public void ChangePolicy_DefaultSettings_ExecutesTheKnownShareAndSeesNoCut(string clip, int frames, double expected, double study)
    {
        var policy = new ChangePolicy(new ChangePolicyOptions
        {
            MaxAge = null,
            RefreshInterval = null,
            RefreshBrightness = null,
            RefreshOnSceneCut = false,
        });

        (double share, int cuts, double brightness) = Run(clip, frames, policy);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clip}: active {share:F3}, study {study:F3}, cuts {cuts}, largest brightness change {brightness:F1}"));
        Assert.InRange(share, expected * 0.95, expected * 1.05);
        Assert.Equal(0, cuts);
    }

    [SharedDataTheory("videos/highway-traffic.mp4", "videos/dashcam-lane.mp4", "videos/handheld-bedroom.mp4")]
    [InlineData("highway-traffic", "dashcam-lane")]
    [InlineData("dashcam-lane", "handheld-bedroom")]
    [InlineData("handheld-bedroom", "highway-traffic")]
    public void Observe_AnotherClipOfTheSameSize_IsASceneCut(string before, string after)
    {
        using var signal = new ChangeSignal(s_input, 32, new ChangeSignalOptions());
        using FrameLease one = First(before);
        using FrameLease other = First(after);
        signal.Observe(one);
        signal.MarkProcessed(one, null);

        BlockChange change = signal.Observe(other);

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{before} to {after}: changed {change.ChangedShare:F2}, spread {change.BrightnessSpread:F1}"));
        Assert.Equal(SceneCut.Content, change.Cut);
    }

    private static FrameLease First(string clip)
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf($"videos/{clip}.mp4"), new MediaSourceOptions(), new FrameLedger(), default);
        Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
        return frame!;
    }

    private static (double Share, int Cuts, double Brightness) Run(string clip, int frames, ChangePolicy policy)
    {
        using VideoFileSource source = MediaSource.Open(
            SharedData.PathOf($"videos/{clip}.mp4"), new MediaSourceOptions(), new FrameLedger(), default);
        using var signal = new ChangeSignal(s_input, 32, new ChangeSignalOptions());
        double active = 0;
        int cuts = 0;
        double brightness = 0;
        for (int i = 0; i < frames; i++)
        {
            Assert.Equal(FrameReadStatus.Frame, source.Read(out FrameLease? frame, default));
            using FrameLease picture = frame!;
            BlockChange change = signal.Observe(picture);
            BlockDecision decision = policy.Decide(change);
            signal.MarkProcessed(picture, decision.Mask);
            if (i == 0)
                continue;
            active += (double)decision.Mask.Count / change.Grid.PictureCells;
            cuts += change.Cut == SceneCut.Content ? 1 : 0;
            brightness = Math.Max(brightness, Math.Abs(change.GlobalBrightness));
        }

        return (active / (frames - 1), cuts, brightness);
    }
}
