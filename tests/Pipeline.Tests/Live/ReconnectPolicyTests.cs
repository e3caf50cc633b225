using VideoDyn.Core.Errors;
using VideoDyn.Media.Live;
using VideoDyn.Pipeline.Live;

namespace VideoDyn.Pipeline.Tests.Live;

public sealed class ReconnectPolicyTests
{
    private static readonly ReconnectOptions s_exact = new() { Jitter = 0 };

    [Fact]
    public void Failed_AgainAndAgain_DoublesUpToTheLongest()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        double[] pauses = [.. Enumerable.Range(0, 9).Select(i => Fail(policy, OutageReason.TimedOut, i * 100).TotalSeconds)];
        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], pauses);
    }

    [Fact]
    public void Failed_WithJitter_ShortensBySeedOnly()
    {
        var first = new ReconnectPolicy(new ReconnectOptions { Jitter = 0.5 }, seed: 7);
        var same = new ReconnectPolicy(new ReconnectOptions { Jitter = 0.5 }, seed: 7);
        var other = new ReconnectPolicy(new ReconnectOptions { Jitter = 0.5 }, seed: 8);
        double[] expected = [1, 2, 4, 8, 16, 32, 60, 60];
        double[] pauses = [.. expected.Select((_, i) => Fail(first, OutageReason.TimedOut, i).TotalSeconds)];
        Assert.All(pauses.Zip(expected), pair => Assert.InRange(pair.First, pair.Second / 2, pair.Second));
        Assert.Equal(pauses, expected.Select((_, i) => Fail(same, OutageReason.TimedOut, i).TotalSeconds));
        Assert.NotEqual(pauses, expected.Select((_, i) => Fail(other, OutageReason.TimedOut, i).TotalSeconds));
    }

    [Fact]
    public void Failed_AfterStableStreaming_StartsSmallAgain()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        for (int i = 0; i < 4; i++)
            Fail(policy, OutageReason.RefusedConnection, i);
        Stream(policy, from: 100, until: 129);
        Assert.Equal(16, Fail(policy, OutageReason.EndOfStream, 129).TotalSeconds); // 29 s are not stable yet
        Stream(policy, from: 200, until: 231);
        Assert.Equal(0, policy.FailuresInARow);
        Assert.Equal(1, Fail(policy, OutageReason.EndOfStream, 231).TotalSeconds);
    }

    [Fact]
    public void Failed_CameraThatFlaps_IsNotHammered()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        double now = 0;
        var pauses = new List<double>();
        for (int i = 0; i < 8; i++)
        {
            Stream(policy, now, now + 2);
            pauses.Add(Fail(policy, OutageReason.EndOfStream, now + 2).TotalSeconds);
            now += 2 + pauses[^1];
        }

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60], pauses);
    }

    [Fact]
    public void Failed_WrongPassword_WaitsLongerAndGoesStraightDown()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        double[] pauses = [.. Enumerable.Range(0, 8).Select(i => Fail(policy, OutageReason.WrongPassword, i).TotalSeconds)];
        Assert.Equal([15, 30, 60, 120, 240, 480, 600, 600], pauses);
        Assert.Equal(CircuitState.Down, policy.State);
        Assert.Equal(1, Fail(policy, OutageReason.TimedOut, 100).TotalSeconds);
        Assert.Equal(600, Fail(policy, OutageReason.WrongPassword, 101).TotalSeconds); // another failure in between forgets nothing
    }

    [Fact]
    public void State_FollowsTheConnection()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        Assert.Equal(CircuitState.Connecting, policy.State);
        for (int i = 1; i <= 6; i++)
        {
            policy.Connecting(At(i));
            Assert.Equal(CircuitState.Connecting, policy.State);
            policy.Failed(OutageReason.TimedOut, At(i), out _);
            Assert.Equal(i < 5 ? CircuitState.Waiting : CircuitState.Down, policy.State);
        }

        policy.Connecting(At(10));
        policy.Picture(At(11));
        Assert.Equal(CircuitState.Streaming, policy.State);
        Assert.Equal(6, policy.Outages);
    }

    [Fact]
    public void Changes_AreToldOncePerOutageWithTheGap()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        policy.Connecting(At(0));
        Assert.Null(policy.Picture(At(1)));
        Assert.Null(policy.Picture(At(9)));
        policy.Failed(OutageReason.TimedOut, At(19), out CircuitChange? change);
        Assert.Equal(new CircuitChange.Lost(OutageReason.TimedOut, At(9)), change);
        policy.Connecting(At(20));
        policy.Failed(OutageReason.RefusedConnection, At(20), out change);
        Assert.Null(change);
        policy.Connecting(At(22));
        Assert.Equal(new CircuitChange.Restored(TimeSpan.FromSeconds(14), Attempts: 2), policy.Picture(At(23)));
        Assert.Null(policy.Picture(At(24)));
    }

    [Fact]
    public void Changes_CameraAbsentFromTheStart_IsLostAndRestored()
    {
        var policy = new ReconnectPolicy(s_exact, seed: 1);
        policy.Connecting(At(5));
        policy.Failed(OutageReason.Unreachable, At(6), out CircuitChange? change);
        Assert.Equal(new CircuitChange.Lost(OutageReason.Unreachable, At(5)), change);
        policy.Connecting(At(7));
        Assert.Equal(new CircuitChange.Restored(TimeSpan.FromSeconds(3), Attempts: 2), policy.Picture(At(8)));
    }

    [Fact]
    public void Options_OutOfRange_AreAllNamed()
    {
        var error = Assert.Throws<VideoDynException>(() => new ReconnectPolicy(new ReconnectOptions { Jitter = 2, Growth = 0, DownAfter = 0, Longest = TimeSpan.Zero }, 1));
        Assert.Equal(ErrorKind.Configuration, error.Kind);
        foreach (string name in new[] { "jitter", "growth", "down after", "longest" })
            Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    private static TimeSpan Fail(ReconnectPolicy policy, OutageReason reason, double at)
    {
        policy.Connecting(At(at));
        return policy.Failed(reason, At(at), out _);
    }

    private static void Stream(ReconnectPolicy policy, double from, double until)
    {
        policy.Connecting(At(from));
        for (double at = from; at <= until; at++)
            policy.Picture(At(at));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
