using VideoDyn.Core.Frames;
using VideoDyn.Core.Measuring;
using VideoDyn.Core.Plans;
using VideoDyn.Media.Pixels;
using VideoDyn.Temporal.Clips;
using VideoDyn.Temporal.Tests.Toys;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Clips;

/// <summary>Clips whose other frames come without pixels get the same answers as with all of them.</summary>
public sealed class ClipForecastTests : LeaseGuard
{
    private readonly TemporaryFolder _folder = new();

    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }

    [Theory]
    [InlineData("exit: never")]
    [InlineData("exit: never\nstride: 2")]
    [InlineData("")]
    [InlineData("stride: 1")]
    [InlineData("stride: 3\norder: time")]
    [InlineData("trigger: change")]
    [InlineData("trigger: track\nstride: 2")]
    [InlineData("exit: confidence\nthresholds: {first: 0.6, confidence: 0.6}")]
    public void Unseen_IrregularTimes_ChangesNoAnswer(string extra)
    {
        using ClipNetworks networks = Open(extra);
        int spared = 0, more = 0;
        for (int seed = 0; seed < 8; seed++)
        {
            double[] times = Times(new Random(seed), breaks: seed % 2 == 1);
            (List<ClipResult> all, _) = Run(networks, times, null);
            (List<ClipResult> needed, int seen) = Run(networks, times, clips => clips.Forecast());
            (List<ClipResult> heeding, int fewer) = Run(networks, times, clips => clips.Forecast(heedsAnswers: true));
            Assert.NotEmpty(all);
            Assert.Equal(all, needed);
            Assert.Equal(all, heeding);
            Assert.True(seen < 0.6 * times.Length, $"{seen} of {times.Length} pictures");
            Assert.True(fewer <= seen);
            spared += seen - fewer;
            more += seen;
        }

        // Without exits, and where all instants are compared, an answer spares nothing.
        bool answersLate = extra.Contains("never", StringComparison.Ordinal) || extra.Contains("change", StringComparison.Ordinal);
        bool answersAtOnce = extra.Contains("first", StringComparison.Ordinal);
        Assert.True(answersAtOnce ? spared > 0.05 * more : spared == 0 || !answersLate, $"{spared} of {more} pictures spared by answers");
    }

    [Fact]
    public void Unseen_ShortRecording_IsAClipOfItsOwnLengthAllTheSame()
    {
        using ClipNetworks networks = Open("exit: never");
        for (int frames = 1; frames < 20; frames++)
        {
            double[] times = [.. Enumerable.Range(0, frames).Select(index => index / 30.0)];
            Assert.Equal(Run(networks, times, null).Results, Run(networks, times, clips => clips.Forecast(heedsAnswers: true)).Results);
        }
    }

    [Fact]
    public void MayLook_FourFramesAnInstant_WantsTheOneThatIsShown()
    {
        using ClipNetworks networks = Open("exit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        IFrameForecast forecast = clips.Forecast();
        Assert.True(forecast.NeedsNext);
        static TimeSpan At(int index) => TimeSpan.FromSeconds(index / 20.0);
        // Instants at 0.1, 0.3, 0.5 s: frames 2, 6, 10.
        int[] wanted = [.. Enumerable.Range(0, 12).Where(index => forecast.MayLook(index, index, At(index), At(index + 1)))];
        Assert.Equal([2, 6, 10], wanted);
        // Where nobody knows how long a picture is shown, it may be the one.
        Assert.True(forecast.MayLook(12, 12, At(12), null));
        // Read anew from the start, as after a seek that went too far.
        Assert.False(forecast.MayLook(0, 0, At(0), At(1)));
        Assert.False(forecast.MayLook(1, 1, At(1), At(2)));
        Assert.True(forecast.MayLook(2, 2, At(2), At(3)));
    }

    [Fact]
    public void WantedPictureThatCouldNotBeDecoded_TheOneBeforeStandsForIt()
    {
        using ClipNetworks networks = Open("exit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        var clock = new StageClock();
        var results = new List<ClipResult>();
        for (int index = 0; index < 25; index++)
        {
            using FrameLease frame = index is > 0 and < 11 ? new UnseenFrame(ToyFrames.Format, index, TimeSpan.FromSeconds(index / 20.0)) : ToyFrames.Blue(index, index / 20.0);
            results.AddRange(clips.Add(frame, false, clock));
        }

        Assert.Equal((2, 3), (Assert.Single(results).ClassId, results[0].FramesUsed)); // frame 0 for three, 14 and 18
    }

    [Fact]
    public void NoPictureAtAll_IsCutOff()
    {
        using ClipNetworks networks = Open("exit: never");
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        var clock = new StageClock();
        for (int index = 0; index < 25; index++)
        {
            using var frame = new UnseenFrame(ToyFrames.Format, index, TimeSpan.FromSeconds(index / 20.0));
            Assert.Empty(clips.Add(frame, false, clock));
        }

        Assert.Empty(clips.Complete(clock));
        Assert.Equal((0, 0), (clips.Counters.Answered, clips.Counters.Idle));
        Assert.True(clips.Counters.CutOff >= 1);
    }

    // About 30 frames a second; with breaks time jumps, steps back and stands still now and then.
    private static double[] Times(Random random, bool breaks)
    {
        double[] times = new double[240];
        double now = 0;
        for (int index = 0; index < times.Length; index++)
        {
            times[index] = now;
            now += breaks && random.Next(60) == 0 ? random.Next(-1, 4) : 0.01 + (0.05 * random.NextDouble());
            now = Math.Max(0, now);
        }

        return times;
    }

    private static (List<ClipResult> Results, int Seen) Run(ClipNetworks networks, double[] times, Func<ClipFollower, IFrameForecast>? make)
    {
        using var clips = new ClipFollower(networks, new FrameTensorizer());
        var clock = new StageClock();
        IFrameForecast? forecast = make?.Invoke(clips);
        var results = new List<ClipResult>();
        int seen = 0;
        for (int index = 0; index < times.Length; index++)
        {
            bool isSeen = forecast is null || forecast.MayLook(index, index, At(index), index + 1 < times.Length ? At(index + 1) : null) || index == 0;
            seen += isSeen ? 1 : 0;
            using FrameLease frame = !isSeen ? new UnseenFrame(ToyFrames.Format, index, At(index))
                : index / 37 % 3 == 2 ? ToyFrames.Blue(index, times[index])
                : ToyFrames.Drifting(index, times[index], 5);
            results.AddRange(clips.Add(frame, isTriggered: index / 50 % 2 == 0, clock));
        }

        results.AddRange(clips.Complete(clock));
        return (results, seen);

        TimeSpan At(int index) => TimeSpan.FromSeconds(times[index]);
    }

    private ClipNetworks Open(string extra)
    {
        var toy = new ToyClipModel();
        if (extra.Contains("order:", StringComparison.Ordinal))
            toy.Yaml = toy.Yaml.Replace("order: [2, 0, 4, 1, 3]\n", "", StringComparison.Ordinal);
        if (extra.Contains("thresholds:", StringComparison.Ordinal))
            toy.Yaml = toy.Yaml.Replace("thresholds: {first: 1.01}\n", "", StringComparison.Ordinal);
        toy.Yaml += "\n" + extra + "\n";
        return ClipNetworks.Open(toy.Save(_folder));
    }
}
