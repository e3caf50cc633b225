namespace VideoDyn.Synth.Tests;

/// <summary>Every option changes the picture in the way that it says.</summary>
public class ConditionTests
{
    private static readonly SynthOptions s_quiet = Small.Clip("plaza") with { People = 0, Bicycles = 0, Dogs = 0, Noise = 0 };

    [Fact]
    public void Pictures_WithoutNoiseAndMotion_AreAllTheSame() => Assert.Equal(Small.Luma(s_quiet, 0), Small.Luma(s_quiet, 9));

    [Fact]
    public void Noise_HasTheDeviationAskedFor()
    {
        byte[] clean = Small.Luma(s_quiet), noisy = Small.Luma(s_quiet with { Noise = 4 });
        double deviation = Math.Sqrt(clean.Zip(noisy, (a, b) => (double)(a - b) * (a - b)).Average());

        Assert.InRange(deviation, 3, 5);
    }

    [Fact]
    public void Ramp_EndsDarkerThanItBegins()
    {
        SynthOptions ramp = s_quiet with { Ramp = true };

        Assert.True(Small.Luma(ramp, 9).Average(value => value) < Small.Luma(ramp, 0).Average(value => value) - 20);
    }

    [Fact]
    public void Clouds_TakeLightFromTheSun()
    {
        SynthOptions clouds = s_quiet with { Clouds = 1, Duration = TimeSpan.FromSeconds(60) };
        double[] brightness = [.. Enumerable.Range(0, 10).Select(i => Small.Luma(clouds, i * 30).Average(value => value))];

        Assert.True(brightness.Max() - brightness.Min() > 8);
    }

    [Fact]
    public void Flicker_BrightensSomeRowsAndDarkensOthers()
    {
        byte[] still = Small.Luma(s_quiet, 3), flickering = Small.Luma(s_quiet with { Flicker = 0.3 }, 3);
        int[] rows = [.. Enumerable.Range(0, 192).Select(y => Row(flickering, y) - Row(still, y))];

        Assert.Contains(rows, difference => difference > 320 * 3);
        Assert.Contains(rows, difference => difference < -320 * 3);
    }

    [Theory]
    [InlineData("shake")]
    [InlineData("pan")]
    [InlineData("rain")]
    [InlineData("foliage")]
    public void Motion_OfCameraOrWeather_ChangesPictures(string what)
    {
        SynthOptions options = what switch
        {
            "shake" => s_quiet with { Shake = 4 },
            "pan" => s_quiet with { Pan = 10 },
            "rain" => s_quiet with { Rain = 1 },
            _ => s_quiet with { Foliage = 1 },
        };

        Assert.NotEqual(Small.Luma(options, 1), Small.Luma(options, 8));
    }

    [Fact]
    public void Times_WithJitter_GrowAndLeaveTheGrid()
    {
        var renderer = new SceneRenderer(s_quiet with { Jitter = 0.9 });
        double[] times = [.. Enumerable.Range(0, 50).Select(i => renderer.TimeOf(i).TotalSeconds)];

        Assert.All(times.Zip(times.Skip(1)), pair => Assert.True(pair.Second > pair.First));
        Assert.Contains(times.Select((time, i) => Math.Abs(time - (i * 0.2))), off => off > 0.03);
    }

    [Fact]
    public void Idle_LeavesStretchesWithoutAnybody()
    {
        SynthOptions idle = Small.Clip("plaza") with { Duration = TimeSpan.FromSeconds(40), Idle = 0.5, Seed = 3 };
        var renderer = new SceneRenderer(idle);
        int[] counts = [.. Enumerable.Range(0, idle.FrameCount / 5).Select(i => Count(renderer, i * 5))];

        Assert.InRange(counts.Count(count => count == 0), counts.Length * 0.4, counts.Length * 0.85);
        Assert.Contains(counts, count => count >= 2);
    }

    private static int Count(SceneRenderer renderer, int frame)
    {
        renderer.Render(frame);
        return renderer.Truth.Count;
    }

    private static int Row(byte[] luma, int y) => luma.AsSpan(y * 320, 320).ToArray().Sum(value => value);
}
