using VideoDyn.Core.Measuring;
using VideoDyn.Pipeline.Audit;

namespace VideoDyn.Pipeline.Tests.Audit;

public class AuditBudgetTests
{
    [Fact]
    public void Recording_CountsMultiplyAccumulates_AndNoTime()
    {
        var budget = new AuditBudget(0.05, 100, isMeasured: false);
        var clock = new StageClock();
        clock.Add(Stage.Audit, TimeSpan.Zero, TimeSpan.FromHours(1));

        Assert.False(budget.Allows(1899, clock));
        Assert.True(budget.Allows(1900, clock));
        budget.Spend(100);
        Assert.False(budget.Allows(3799, clock));
        Assert.True(budget.Allows(3800, clock));
        Assert.Equal((100, 1), (budget.Macs, budget.Runs));
    }

    [Fact]
    public void LiveCamera_CountsProcessorTime_OnceItHasMeasuredAnAudit()
    {
        var budget = new AuditBudget(0.05, 100, isMeasured: true);
        var clock = new StageClock();
        clock.Resume(Stage.Rest);
        Assert.False(budget.Allows(0, clock));
        Assert.True(budget.Allows(1900, clock));
        budget.Spend(100);
        clock.Add(Stage.Audit, TimeSpan.Zero, TimeSpan.FromSeconds(1));
        clock.Add(Stage.Inference, TimeSpan.Zero, TimeSpan.FromSeconds(37));

        Assert.False(budget.Allows(1_000_000, clock));
        clock.Add(Stage.Decode, TimeSpan.Zero, TimeSpan.FromSeconds(1.1));
        Assert.True(budget.Allows(0, clock));
    }
}
