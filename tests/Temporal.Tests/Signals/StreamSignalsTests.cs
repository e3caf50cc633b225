using VideoDyn.Core.Signals;
using VideoDyn.Temporal.Signals;
using VideoDyn.TestKit;

namespace VideoDyn.Temporal.Tests.Signals;

public class StreamSignalsTests : LeaseGuard
{
    [Fact]
    public void Observe_TheSameFrameTwice_MeasuresOnce()
    {
        using var signals = new StreamSignals(Scene.Input, 32, new ChangeSignalOptions());
        using TestFrame first = Scene.Frame(0, Scene.Texture(1)), second = Scene.Frame(1, Scene.Texture(2));
        signals.Observe(first);
        signals.MarkProcessed(first, null);

        BlockChange change = signals.Observe(second);
        float share = change.ChangedShare;
        signals.MarkProcessed(second, null);

        // A second measurement would find nothing, since the frame itself is the reference by now.
        Assert.True(share > 0);
        Assert.Same(change, signals.Observe(second));
        Assert.Equal(share, change.ChangedShare);
    }

    [Fact]
    public void Observe_AnotherFrame_MeasuresAgainstWhatWasProcessed()
    {
        using var signals = new StreamSignals(Scene.Input, 32, new ChangeSignalOptions());
        using TestFrame first = Scene.Frame(0, Scene.Texture(1)), second = Scene.Frame(1, Scene.Texture(1)), third = Scene.Frame(2, Scene.Texture(2));
        signals.Observe(first);
        signals.MarkProcessed(first, null);

        Assert.Equal(0, signals.Observe(second).ChangedShare);
        Assert.True(signals.Observe(third).ChangedShare > 0);
    }

    [Fact]
    public void MarkProcessed_WhileNobodyAsks_MeasuresNothing()
    {
        using var signals = new StreamSignals(Scene.Input, 32, new ChangeSignalOptions());
        using TestFrame frame = Scene.Frame(0, Scene.Texture(1));

        signals.MarkProcessed(frame, null);

        Assert.False(signals.IsUsed);
        Assert.Equal(0, signals.Change.Bytes);
    }
}
