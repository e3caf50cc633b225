using VideoDyn.Actors.TestKit;
using VideoDyn.Core.Errors;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Tests.Live;

public sealed class ConnectRateLimiterTests
{
    private readonly VirtualTime _time = new();

    [Fact]
    public void Reserve_BurstThenSteadyRate()
    {
        var limiter = new ConnectRateLimiter(_time, perSecond: 2, burst: 3);
        Assert.Equal([0, 0, 0, 0.5, 1, 1.5], Enumerable.Range(0, 6).Select(_ => limiter.Reserve().TotalSeconds), Near);
    }

    [Fact]
    public void Reserve_AfterAQuietTime_HasItsBurstAgainAndNoMore()
    {
        var limiter = new ConnectRateLimiter(_time, perSecond: 2, burst: 3);
        for (int i = 0; i < 5; i++)
            limiter.Reserve();
        _time.MoveTo(TimeSpan.FromHours(1));
        Assert.Equal([0, 0, 0, 0.5], Enumerable.Range(0, 4).Select(_ => limiter.Reserve().TotalSeconds), Near);
    }

    // Two hundred cameras that ask at random times: in no window are there more attempts than burst + rate x window.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Reserve_AnyPattern_NeverExceedsTheRate(int seed)
    {
        var random = new Random(seed);
        int burst = random.Next(1, 10);
        double rate = random.Next(1, 20);
        var limiter = new ConnectRateLimiter(_time, rate, burst);
        var attempts = new List<double>();
        for (int i = 0; i < 200; i++)
        {
            if (random.Next(3) == 0)
                _time.MoveTo(_time.Elapsed + TimeSpan.FromSeconds(random.NextDouble()));
            attempts.Add(_time.Elapsed.TotalSeconds + limiter.Reserve().TotalSeconds);
        }

        Assert.Equal(attempts.Order(), attempts);
        for (int i = 0; i < attempts.Count; i++)
        {
            for (int j = i; j < attempts.Count; j++)
                Assert.True(j - i + 1 <= burst + (rate * (attempts[j] - attempts[i])) + 1e-3, $"{j - i + 1} attempts in {attempts[j] - attempts[i]} s");
        }
    }

    [Fact]
    public void Arguments_OutOfRange_AreNamed()
    {
        var error = Assert.Throws<VideoDynException>(() => new ConnectRateLimiter(_time, perSecond: 0, burst: 0));
        Assert.Contains("per second", error.Message, StringComparison.Ordinal);
        Assert.Contains("burst", error.Message, StringComparison.Ordinal);
    }

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-3;
}
