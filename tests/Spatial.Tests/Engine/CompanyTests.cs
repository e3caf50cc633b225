using System.Diagnostics;
using VideoDyn.Spatial.Engine.Execution;

namespace VideoDyn.Spatial.Tests.Engine;

/// <summary>When helpers take part: where runs with them are faster, so not while somebody else has their core.</summary>
public sealed unsafe class CompanyTests
{
    private static readonly long s_millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void End_HelpersThatHelp_StayAndTheOtherWayIsTriedMoreAndMoreRarely()
    {
        var company = new Company();
        int[] alone = [.. Simulate(company, 1000, _ => 6, _ => 10).Select((helpers, run) => (helpers, run)).Where(run => !run.helpers && run.run > 50).Select(run => run.run)];

        Assert.True(company.HasHelpers);
        Assert.InRange(alone.Length, 5, 15);
        Assert.Equal(Company.Most + 1, alone[^1] - alone[^2]);
    }

    [Fact]
    public void End_HelpersThatAreInTheWay_AreLeftOutButForRareTrials()
    {
        var company = new Company();
        bool[] helpers = Simulate(company, 1000, _ => 40, _ => 10);

        Assert.InRange(helpers.Skip(50).Count(taken => taken), 5, 15);
        Assert.InRange(helpers.TakeLast(Company.Most + 1).Count(taken => taken), 1, 1);
    }

    [Fact]
    public void End_OneLongWaitNowAndThen_KeepsHelpersThatAreWorthIt()
    {
        // A wait of seven runs in every fortieth run takes back a sixth of a run, helpers save four tenths of each.
        bool[] helpers = Simulate(new Company(), 2000, run => run % 40 == 39 ? 70 : 6, _ => 10);

        Assert.InRange(helpers.Skip(50).Count(taken => taken), 1600, 1950);
    }

    [Fact]
    public void End_CoreThatBecomesFree_IsFoundWithinTheLongestPause()
    {
        var company = new Company();
        Simulate(company, 1000, _ => 30, _ => 10);
        Assert.False(company.HasHelpers && Simulate(company, 2, _ => 30, _ => 10).All(taken => taken));
        bool[] helpers = Simulate(company, Company.Most + 20, _ => 6, _ => 10);

        Assert.True(helpers.TakeLast(10).All(taken => taken));
    }

    [Fact]
    public void End_CoreThatIsTaken_IsNoticedWithinSomeRuns()
    {
        var company = new Company();
        Simulate(company, 1000, _ => 6, _ => 10);
        bool[] helpers = Simulate(company, 30, _ => 25, _ => 10);

        Assert.InRange(helpers.Count(taken => taken), 1, 12);
        Assert.False(helpers[^1] && helpers[^2]);
    }

    [Fact]
    public void End_RunsOfDifferentSize_AreComparedByTheirWork()
    {
        // Small runs alone and large ones with helpers must not make helpers look slow.
        var company = new Company();
        for (int run = 0; run < 500; run++)
        {
            company.Begin();
            double work = company.HasHelpers ? 100 : 1;
            company.End((company.HasHelpers ? 6 : 10) * work, work);
        }

        Assert.InRange(Simulate(company, 100, _ => 6, _ => 10).Count(taken => taken), 95, 100);
    }

    [Fact]
    public void Team_WhoseHelperIsHeldUp_GoesOnAloneAndTakesItBackLater()
    {
        using var team = new WorkTeam([new Worker(null, null, null, null, null), new Worker(null, null, null, null, null)]);
        var held = new HeldUp { Name = "held up" };
        var deadline = Stopwatch.StartNew();
        // A helper that comes too late for a unit of its own leaves nothing to wait for, so that it may take some runs.
        int alone = 0;
        while (alone < Company.Least && deadline.Elapsed < TimeSpan.FromSeconds(60))
        {
            team.Begin();
            alone = team.HasHelpers ? 0 : alone + 1;
            held.Helped = 0;
            team.Run(held);
            Assert.Equal(0, team.HasHelpers ? 0 : held.Helped);
            team.End(1);
        }

        Assert.Equal(Company.Least, alone);
        bool isTriedAgain = false;
        for (int run = 0; run <= Company.Most && !isTriedAgain; run++)
        {
            team.Begin();
            isTriedAgain = team.HasHelpers;
            team.End(1);
        }

        Assert.True(isTriedAgain);
    }

    private static bool[] Simulate(Company company, int runs, Func<int, double> together, Func<int, double> alone)
    {
        var helpers = new bool[runs];
        for (int run = 0; run < runs; run++)
        {
            company.Begin();
            helpers[run] = company.HasHelpers;
            company.End(helpers[run] ? together(run) : alone(run), 1);
        }

        return helpers;
    }

    /// <summary>Two short units for the thread that calls, which waits a little for company; a long one for who helps.</summary>
    private sealed class HeldUp : Operation
    {
        private readonly Thread _caller = Thread.CurrentThread;

        public int Helped;

        public override int CountUnits() => 2;

        public override void Run(int unit, Worker worker)
        {
            bool helps = Thread.CurrentThread != _caller;
            if (helps)
                Interlocked.Increment(ref Helped);
            long end = Stopwatch.GetTimestamp() + (helps ? 50 * s_millisecond : s_millisecond / 10);
            while (Stopwatch.GetTimestamp() < end)
                Thread.SpinWait(20);
        }
    }
}
