using VideoDyn.Core.Measuring;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Focus;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Focus;

/// <summary>Clips of four frames, four a second, cut from streams.</summary>
public sealed class FocusFollowerTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();
    private readonly StageClock _clock = new();
    private readonly List<ClipResult> _results = [];

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Fact]
    public void Stream_OfTwentyFramesASecond_GivesAClipASecond()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        using FocusFollower clips = Run(networks, 65);
        Assert.Equal([0, 1, 2], _results.Select(result => result.Start.TotalSeconds));
        Assert.Equal([1, 2, 3], _results.Select(result => result.End.TotalSeconds));
        Assert.All(_results, result => Assert.Equal((4, 4, ClipExitReason.LastFrame), (result.FramesUsed, result.Frames, result.Reason)));
        Assert.Equal((3, 12, 1), (clips.Counters.Answered, clips.Counters.FramesUsed, clips.Counters.CutOff));
        Assert.True(clips.Macs > 0);
    }

    [Fact]
    public void Stream_ShorterThanAClip_IsAClipOfItsOwnLength()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        using FocusFollower clips = Run(networks, 12);
        ClipResult result = Assert.Single(_results);
        Assert.Equal((TimeSpan.Zero, TimeSpan.FromSeconds(0.6)), (result.Start, result.End));
        Assert.Equal(1, clips.Counters.Answered);
    }

    [Fact]
    public void Stream_WithAGap_BeginsAnew()
    {
        using FocusNetworks networks = FocusNetworks.Open(new ToyFocusModel().Save(_folder));
        using FocusFollower clips = Run(networks, 50, index => index < 25 ? index / 20.0 : 10 + (index / 20.0));
        Assert.Equal([0, 11.25], _results.Select(result => result.Start.TotalSeconds));
        Assert.Equal(2, clips.Counters.CutOff);
    }

    private FocusFollower Run(FocusNetworks networks, int frames, Func<int, double>? time = null)
    {
        var clips = new FocusFollower(networks, new FrameTensorizer());
        for (int index = 0; index < frames; index++)
        {
            using TestFrame frame = ToyFrames.Drifting(index, time?.Invoke(index) ?? (index / 20.0), 3);
            _results.AddRange(clips.Add(frame, _clock));
        }

        _results.AddRange(clips.Complete(_clock));
        return clips;
    }
}
