using VideoDyn.Pipeline.Scheduling;

namespace VideoDyn.Pipeline.Tests.Scheduling;

public class FairQueueTests
{
    [Fact]
    public void TryDequeue_Empty_GivesNothing() => Assert.False(new FairQueue<int>().TryDequeue(out _));

    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 2, 1, 4)]
    [InlineData(0.5, 3, 0.5, 1)]
    public void Service_OfBusyShares_FollowsTheWeights(double first, double second, double third, double costOfSecond)
    {
        FairShare[] shares = [new(first), new(second), new(third)];
        double[] received = Serve(shares, [1, costOfSecond, 1], turns: 6000);

        double whole = received.Sum();
        for (int index = 0; index < shares.Length; index++)
            Assert.Equal(shares[index].Weight / (first + second + third), received[index] / whole, 0.01);
    }

    [Fact]
    public void Service_AfterAPause_IsNotMadeUpFor()
    {
        var queue = new FairQueue<string>();
        FairShare busy = new(1), idle = new(1);
        for (int turn = 0; turn < 100; turn++)
        {
            queue.Enqueue(busy, "busy");
            Assert.True(queue.TryDequeue(out _));
            FairQueue<string>.Charge(busy, 1);
        }

        List<string> served = [];
        queue.Enqueue(busy, "busy");
        queue.Enqueue(idle, "idle");
        for (int turn = 0; turn < 20; turn++)
        {
            Assert.True(queue.TryDequeue(out string who));
            served.Add(who);
            FairShare share = who == "busy" ? busy : idle;
            FairQueue<string>.Charge(share, 1);
            queue.Enqueue(share, who);
        }

        Assert.InRange(served.Count(who => who == "idle"), 10, 11);
    }

    [Fact]
    public void Service_OfEquals_IsInTheOrderTheyCame()
    {
        var queue = new FairQueue<int>();
        for (int item = 0; item < 5; item++)
            queue.Enqueue(new FairShare(1), item);
        List<int> served = [];
        while (queue.TryDequeue(out int item))
            served.Add(item);
        Assert.Equal([0, 1, 2, 3, 4], served);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Weight_NotAboveZero_IsRefused(double weight) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new FairShare(weight));

    private static double[] Serve(FairShare[] shares, double[] costs, int turns)
    {
        var queue = new FairQueue<int>();
        for (int index = 0; index < shares.Length; index++)
            queue.Enqueue(shares[index], index);
        double[] received = new double[shares.Length];
        for (int turn = 0; turn < turns; turn++)
        {
            Assert.True(queue.TryDequeue(out int who));
            received[who] += costs[who];
            FairQueue<int>.Charge(shares[who], costs[who]);
            queue.Enqueue(shares[who], who);
        }

        return received;
    }
}
