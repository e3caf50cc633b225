using VideoDyn.Core.Errors;
using VideoDyn.Core.Sources;
using VideoDyn.Temporal.Gates;
using VideoDyn.Temporal.Packets;

namespace VideoDyn.Temporal.Tests.Packets;

/// <summary>A made-up camera: 10 pictures a second, a key frame every 50, the rest small while nothing happens.</summary>
public sealed class PacketGateTests
{
    private PacketGate _gate = new();
    private readonly Random _random = new(3);
    private int _next;
    private TimeSpan _calmSince = TimeSpan.MaxValue;

    [Fact]
    public void Rest_NothingHappens_WantsKeyFramesOnly()
    {
        List<int> wanted = Run(500, _ => 600);
        Assert.True(wanted.Count(index => index >= 20) == 9, string.Join(' ', wanted));
        Assert.All(wanted.Where(index => index >= 20), index => Assert.Equal(0, index % 50));
        Assert.Equal((1, 0, 0), (_gate.Counters.Rests, _gate.Counters.WokenByPackets, _gate.Counters.WokenByPictures));
    }

    [Theory]
    [InlineData(1.6)]
    [InlineData(3.0)]
    public void Observe_LargerPacket_WakesWithIt(double factor)
    {
        Run(180, _ => 600);
        Assert.False(_gate.WantsAll);
        List<int> wanted = Run(10, _ => (int)(600 * factor), happens: true);
        Assert.Equal(Enumerable.Range(180, 10), wanted);
        Assert.Equal(1, _gate.Counters.WokenByPackets);
    }

    // Every packet only a sixth larger than usual, which one packet may well be.
    [Fact]
    public void Observe_FaintChangeThatLasts_WakesAfterSomePackets()
    {
        Run(180, _ => 600);
        List<int> wanted = Run(30, _ => 700, happens: true);
        Assert.InRange(wanted[0], 182, 200);
    }

    [Fact]
    public void Observe_NoisySizes_RarelyWake()
    {
        Run(3000, _ => (int)(4000 * Math.Exp(0.15 * (_random.NextDouble() + _random.NextDouble() + _random.NextDouble() - 1.5))));
        Assert.InRange(_gate.Counters.WokenByPackets, 0, 2);
        Assert.True(_gate.Counters.Rests >= 1);
    }

    [Fact]
    public void Tell_PictureShowsSomething_Wakes()
    {
        Run(180, _ => 600);
        _gate.Tell(false, null);
        Assert.True(_gate.WantsAll);
        Assert.Equal(1, _gate.Counters.WokenByPictures);
    }

    // A stream with one key frame: something must be looked at all the same.
    [Fact]
    public void Wants_NoKeyFrames_LooksWhenTheTimeIsOver()
    {
        List<int> wanted = Run(400, _ => 600, keyEvery: int.MaxValue, until: TimeSpan.FromSeconds(5));
        int[] late = [.. wanted.Where(index => index >= 20)];
        Assert.InRange(late.Length, 4, 8);
        Assert.True(late.Zip(late.Skip(1), (one, two) => two - one).All(gap => gap is >= 50 and <= 100), string.Join(' ', late));
    }

    [Fact]
    public void Wants_PlannedFrames_ArePartOfTheRest()
    {
        _gate = new PacketGate(planned: new EveryNGate(70).Forecast());
        List<int> wanted = Run(300, _ => 600);
        Assert.Equal([50, 70, 100, 140, 150, 200, 210, 250, 280], wanted.Where(index => index >= 20));
        Assert.Equal(1, _gate.Counters.Rests);
    }

    [Fact]
    public void Reset_AnotherConnection_LearnsAnew()
    {
        Run(180, _ => 600);
        _gate.Reset();
        Assert.True(_gate.WantsAll);
        _gate.Tell(true, TimeSpan.FromSeconds(100));
        Assert.True(_gate.WantsAll, "it does not know what is usual");
    }

    [Fact]
    public void Validate_WrongOptions_NamesThem()
    {
        VideoDynException error = Assert.Throws<VideoDynException>(() => new PacketGate(new PacketGateOptions { Jump = 0, Memory = 1 }));
        Assert.Contains("Jump is 0, expected 0.05 to 4", error.Message, StringComparison.Ordinal);
        Assert.Contains("Memory is 1", error.Message, StringComparison.Ordinal);
    }

    // Plays pictures; a gate after the decoder rests after one calm second. Returns those that were wanted.
    private List<int> Run(int pictures, Func<int, int> size, bool happens = false, int keyEvery = 50, TimeSpan? until = null)
    {
        List<int> wanted = [];
        for (int end = _next + pictures; _next < end; _next++)
        {
            bool isKey = _next == 0 || _next % keyEvery == 0;
            TimeSpan now = TimeSpan.FromSeconds(_next / 10.0);
            var packet = new PacketFacts { Size = isKey ? 20_000 : size(_next), HasPicture = true, StartsAnew = isKey };
            _gate.Observe(packet);
            if (!_gate.Wants(_next, _next, now, packet))
                continue;
            wanted.Add(_next);
            _calmSince = happens ? TimeSpan.MaxValue : _calmSince < now ? _calmSince : now;
            _gate.Tell(!happens, !happens && now - _calmSince >= TimeSpan.FromSeconds(1) ? now + (until ?? TimeSpan.FromSeconds(10)) : null);
        }

        return wanted;
    }
}
