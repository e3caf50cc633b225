namespace VideoDyn.Events.RabbitMq.Tests;

public class UnroutableGraceTests
{
    private readonly SteppedTime _time = new();
    private readonly UnroutableGrace _grace;

    public UnroutableGraceTests()
    {
        _grace = new UnroutableGrace(TimeSpan.FromSeconds(10), _time);
        _grace.Connected();
    }

    [Fact]
    public void Covers_OnlyInTheFirstMoments()
    {
        _time.Advance(TimeSpan.FromSeconds(9));
        Assert.True(_grace.Covers());
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.False(_grace.Covers());
    }

    [Fact]
    public void ConnectionToSendAgain_DoesNotBeginItAnew()
    {
        for (int attempt = 0; attempt < 4; attempt++)
        {
            Assert.True(_grace.Covers());
            _time.Advance(TimeSpan.FromSeconds(2.5));
            _grace.Connected();
        }

        Assert.False(_grace.Covers());
    }

    [Fact]
    public void ConnectionAfterAnOutage_BeginsItAnew_AlsoWhileAMessageWaits()
    {
        Assert.True(_grace.Covers());
        _time.Advance(TimeSpan.FromSeconds(60));
        _grace.Lost();
        _grace.Connected();
        Assert.True(_grace.Covers());
    }

    [Fact]
    public void ConnectionAfterAnAnsweredBatch_BeginsItAnew()
    {
        Assert.True(_grace.Covers());
        _grace.Answered();
        _time.Advance(TimeSpan.FromSeconds(60));
        _grace.Connected();
        Assert.True(_grace.Covers());
    }

    private sealed class SteppedTime : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Advance(TimeSpan time) => _now += time.Ticks;
    }
}
