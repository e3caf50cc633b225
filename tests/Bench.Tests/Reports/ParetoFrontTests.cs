using VideoDyn.Bench.Reports;

namespace VideoDyn.Bench.Tests.Reports;

public class ParetoFrontTests
{
    [Fact]
    public void Of_BeatenAndUndefinedPlans_AreNotOnTheFront() => Assert.Equal(
        [true, true, false, false, false],
        ParetoFront.Of([(1, 1), (0.3, 0.9), (0.4, 0.8), (0.1, null), (1.1, 1)]));

    [Fact]
    public void Of_TwinPlans_AreBothOnTheFront() => Assert.Equal([true, true], ParetoFront.Of([(0.5, 0.9), (0.5, 0.9)]));
}
