using VideoDyn.TestKit;

namespace VideoDyn.Pipeline.Tests.Chaos;

public class ChaosTests : LeaseGuard
{
    [Fact]
    public async Task Cameras_SixteenFaultsOverFour_ComeBackInTimeAndKeepTheirAccounts()
    {
        var run = new ChaosRun(cameras: 4, seed: 20_260_501);
        await run.RunAsync(faults: 16);
        Assert.Equal(16, run.Log.Count);
    }
}
